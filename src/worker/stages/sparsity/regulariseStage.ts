import {
  type GrowingPenalty,
  groupPenalty,
  growingPenalty,
  leastChannels,
  normPenalty,
  smallChannels,
} from '../../../engine/compression/regularising/penalties.ts';
import { build } from '../../../engine/families/catalogue.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';
import { problem } from '../../../lang/problem.ts';
import { unscaled } from '../../../spec/recipe/regularise.ts';
import type { RegulariseSpec } from '../../../spec/recipe/stages.ts';
import type { Stage } from '../stage.ts';
import { trainedIn } from '../trainedIn.ts';

/** Training as in `distil`, with a penalty on channels. */
export const regulariseStage: Stage<RegulariseSpec> = {
  async *run(from, spec, given) {
    const { penalty, hooks } = penaltyOf(from, spec);
    // Layers that are held have no gradient that a penalty could be added to.
    const freeze = given.freeze === 'head' ? 'none' : given.freeze;
    const outcome = yield* trainedIn(from, { ...spec, freeze }, given, hooks, penalty);
    if (!outcome) return undefined;
    const { checkpoint } = outcome;
    return { ...outcome, reached: { small: smallChannels(build(checkpoint.architecture), checkpoint) } };
  },
};

/** @throws ProblemError `setting-invalid` where the network has nothing that is penalised */
function penaltyOf(
  { architecture, tensors }: Checkpoint,
  { by, strength, keep, ceiling, every }: RegulariseSpec,
): GrowingPenalty {
  const model = build(architecture);
  switch (by) {
    case 'norm': {
      const penalty = normPenalty(model, strength);
      if (penalty) return { penalty, hooks: [] };
      throw problem('setting-invalid', unscaled.what, unscaled.fix);
    }
    case 'group':
      return { penalty: groupPenalty(model, strength), hooks: [] };
    case 'growing':
      return growingPenalty(model, leastChannels(model, tensors, keep), { ceiling, every });
  }
}
