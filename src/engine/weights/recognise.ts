/**
 * Which of our models a state dict belongs to, from its keys and shapes alone.
 */
import { type ModelName, modelNames } from '../../shared/choices.ts';
import { problem } from '../../shared/problem.ts';
import { words } from '../../shared/sentence.ts';
import { catalogue } from '../models/catalogue.ts';
import type { ModelOptions } from '../models/model.ts';
import { type Differences, differencesOf, isFit, mismatch } from './fit.ts';
import { plainKeys } from './plainKeys.ts';
import type { NamedShapes } from './storedTensor.ts';

export interface Recognised {
  readonly name: ModelName;
  /** `imageSize` counts only in families whose weights fix it, see `ModelFamily.optionsOf`. */
  readonly options: ModelOptions;
}

/**
 * @throws ProblemError `teacher-head` where it is one of ours but for its head, `teacher-mismatch` where it is none of ours;
 *   both with what differs from the nearest, where one has most of its keys.
 */
export function recognise(state: NamedShapes): Recognised {
  const given = plainKeys(state);
  const shapes = shapesOf(given);
  let nearest:
    | { readonly name: ModelName; readonly differences: Differences; readonly off: number }
    | undefined;
  for (const name of modelNames) {
    for (const options of catalogue[name].optionsOf(shapes)) {
      const differences = differencesOf(catalogue[name].build(options).parameters, given);
      if (isFit(differences)) return { name, options };
      const { missing, unexpected, misshapen } = differences;
      const off = missing.length + unexpected.length + misshapen.length;
      if (!nearest || off < nearest.off) nearest = { name, differences, off };
    }
  }
  const backbone = backboneIn(given);
  if (backbone) {
    const { name, options } = backbone;
    const differences = differencesOf(catalogue[name].build(options).parameters, given);
    throw mismatch(catalogue[name].label, differences, 'teacher-head');
  }
  if (nearest && 2 * nearest.off < given.size) {
    throw mismatch(catalogue[nearest.name].label, nearest.differences, 'teacher-mismatch');
  }
  throw problem(
    'teacher-mismatch',
    words`The weights (${given.size} tensors, the first named “${[...given.keys()][0]?.slice(0, 80) ?? ''}”) belong to no architecture that the lab has.`,
    words`Use weights of one of ${modelNames.map((name) => catalogue[name].label).join(', ')}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.`,
  );
}

/**
 * The same by all but the head, which may be of another shape or not there at all; `classes` then means nothing.
 *
 * @throws what `recognise` throws where the rest is none of ours either
 */
export function recogniseBackbone(state: NamedShapes): Recognised {
  return backboneIn(plainKeys(state)) ?? recognise(state);
}

/** What heads are called in our families. */
const headNames = ['fc', 'linear', 'classifier.1'];

function backboneIn(given: NamedShapes): Recognised | undefined {
  const isHead = (key: string) =>
    headNames.some((name) => key === `${name}.weight` || key === `${name}.bias`);
  const rest = new Map([...given].filter(([key]) => !isHead(key)));
  const shapes = shapesOf(rest);
  // What a family reads off its head's shape, for a head of one class.
  const features = shapes.get('features.18.0.weight')?.[0];
  for (const name of headNames) shapes.set(`${name}.weight`, features ? [1, features] : [1]);
  for (const name of modelNames) {
    for (const options of catalogue[name].optionsOf(shapes)) {
      const specs = catalogue[name]
        .build(options)
        .parts.slice(0, -1)
        .flatMap((part) => part.parameters);
      if (isFit(differencesOf(specs, rest))) return { name, options };
    }
  }
  return undefined;
}

const shapesOf = (given: NamedShapes) => new Map([...given].map(([key, { shape }]) => [key, shape]));
