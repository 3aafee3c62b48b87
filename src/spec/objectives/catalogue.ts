/**
 * Every similarity that an experiment can name: how a student is compared with its teacher. Their implementations stand under
 * the same names in `engine/objectives/catalogue.ts`.
 */
import type { ObjectiveDeclaration } from '../declare.ts';
import { dist } from './dist.ts';
import { dkd } from './dkd.ts';
import { fitnet } from './fitnet.ts';
import { kl } from './kl.ts';
import { mse } from './mse.ts';
import { standardisedKl } from './standardisedKl.ts';

export const objectives = {
  kl,
  mse,
  dkd,
  dist,
  'standardised-kl': standardisedKl,
  fitnet,
} as const satisfies Record<string, ObjectiveDeclaration>;

export type ObjectiveName = keyof typeof objectives;

/** A declaration seen without its own names. */
export const objectiveOf = (name: ObjectiveName): ObjectiveDeclaration => objectives[name];
