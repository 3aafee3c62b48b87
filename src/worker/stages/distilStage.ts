import type { Model } from '../../engine/families/model.ts';
import type { DistilSpec } from '../../spec/recipe/stages.ts';
import { drawnAnew } from './drawnAnew.ts';
import type { Stage } from './stage.ts';
import { trainedIn } from './trainedIn.ts';

/** Training on the labels and the teacher, and nothing else; in the arm `scratch` of weights that are drawn for it. */
export const distilStage: Stage<DistilSpec> = {
  async *run(from, { kind: _, ...spec }, given) {
    if (spec.arm !== 'scratch') return yield* trainedIn(from, spec, given);
    // No layer of it was trained before, so none has a rate of its own.
    const all = { ...given, freeze: 'none' as const, trained: (model: Model) => model };
    return yield* trainedIn(await drawnAnew(from, given.stream), spec, all);
  },
};
