/**
 * What the networks of a training can be tapped for, found on a backend that computes nothing.
 */
import { type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Model } from '../../families/model.ts';
import { headNamesOf } from '../../families/parts.ts';
import type { Networks, TapShapes } from '../../objectives/term.ts';
import type { TrainingData } from '../executors/stepper.ts';
import { livesOnMetaBackend } from '../memory/metaBackend.ts';

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

/** What parts give, and each head's own logits. */
function isTapped(model: Model): (name: string) => boolean {
  const names = new Set([...model.parts.flatMap(({ taps = [] }) => taps), ...headNamesOf(model)]);
  return (name) => names.has(name);
}

/** Of a head on features: each one's own logits, where there are several. */
const headShapesOf = (model: Model): TapShapes =>
  Object.fromEntries(headNamesOf(model).map((name) => [name, [model.classes]]));

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
    get teachers() {
      return teachers.map(({ onDevice: { frozen } }) => {
        return frozen && onImages ? tapShapesOf(frozen.model, source.size) : undefined;
      });
    },
  };
}
