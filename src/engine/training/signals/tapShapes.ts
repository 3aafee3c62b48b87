/**
 * What the networks of a training can be tapped for, found on a backend that computes nothing.
 */
import { type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Model } from '../../families/model.ts';
import { headNamesOf, runThrough } from '../../families/parts.ts';
import type { Networks, TapShapes } from '../../objectives/term.ts';
import type { TrainingData } from '../executors/stepper.ts';
import { livesOnMetaBackend } from '../memory/metaBackend.ts';
import type { Weighted } from './signals.ts';

/** @param size height and width of the images that the model takes. */
export function tapShapesOf(model: Model, size: number): TapShapes {
  // Members of an ensemble are within its only part, and their taps have the same names.
  if (!model.parts.some(({ taps = [] }) => taps.length > 0)) return {};
  const shapes: Record<string, readonly number[]> = {};
  livesOnMetaBackend(true, (meta) => {
    const parameters = Object.fromEntries(model.parameters.map(({ name, shape }) => [name, meta(shape)]));
    const images = meta([1, size, size, 3]) as Tensor4D;
    const tap = (name: string, { shape }: { readonly shape: readonly number[] }) => {
      shapes[name] = shape.slice(1);
    };
    const listens = isTapped(model);
    return [tidy(() => model.forward(parameters, images, { training: false, tap, listens }))];
  });
  return shapes;
}

/** What parts give, attention of blocks, and each head's own logits. */
function isTapped(model: Model): (name: string) => boolean {
  const names = new Set(model.parts.flatMap(({ taps = [], inside = [] }) => [...taps, ...inside]));
  return (name) => names.has(name);
}

/** Of a head on features: each one's own logits, where there are several. */
const headShapesOf = (model: Model): TapShapes =>
  Object.fromEntries(headNamesOf(model).map((name) => [name, [model.classes]]));

/** In evaluation; nothing of it is freed before its `tidy` is. */
const afterTap =
  ({ model: { parts }, parameters }: Weighted) =>
  (tap: string, activation: Tensor): Tensor2D => {
    const from = parts.findIndex(({ taps = [] }) => taps.includes(tap)) + 1;
    return runThrough(parts.slice(from), parameters, activation, { training: false }) as Tensor2D;
  };

/** The student and its teachers; found out when somebody asks, as most losses look at logits alone. */
export function networksOf(
  { source, teachers }: Pick<TrainingData, 'source' | 'teachers'>,
  student: Model,
): Networks {
  const onImages = source.channels === undefined;
  return {
    classes: student.classes,
    get student() {
      return onImages ? tapShapesOf(student, source.size) : headShapesOf(student);
    },
    classifiers: teachers.map(({ onDevice: { frozen } }) => frozen && afterTap(frozen)),
    get teachers() {
      return teachers.map(({ onDevice: { frozen } }) => {
        return frozen && onImages ? tapShapesOf(frozen.model, source.size) : undefined;
      });
    },
  };
}
