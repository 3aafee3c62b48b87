import type { DistilSpec } from '../../spec/recipe/stages.ts';
import type { Stage } from './stage.ts';
import { trainedIn } from './trainedIn.ts';

/** Training on the labels and the teacher, and nothing else. */
export const distilStage: Stage<DistilSpec> = {
  run: (from, { kind: _, ...spec }, given) => trainedIn(from, spec, given),
};
