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
 * @throws ProblemError `teacher-mismatch` where it is none of ours: with what differs from the nearest where one has most of
 *   its keys.
 */
export function recognise(state: NamedShapes): Recognised {
  const given = plainKeys(state);
  const shapes = new Map([...given].map(([key, { shape }]) => [key, shape]));
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
  if (nearest && 2 * nearest.off < given.size) {
    throw mismatch(catalogue[nearest.name].label, nearest.differences);
  }
  throw problem(
    'teacher-mismatch',
    words`The weights (${given.size} tensors, the first named “${[...given.keys()][0]?.slice(0, 80) ?? ''}”) belong to no architecture that the lab has.`,
    words`Use weights of one of ${modelNames.map((name) => catalogue[name].label).join(', ')}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.`,
  );
}
