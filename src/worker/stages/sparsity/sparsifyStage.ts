import { random } from '../../../base/random.ts';
import { sparseTraining } from '../../../engine/compression/sparsity/sparseTraining.ts';
import {
  type Sparsifying,
  type SparsifyReport,
  type SparsifySettings,
  sparsified,
} from '../../../engine/compression/sparsity/sparsify.ts';
import { isTraining, type SparsifySpec } from '../../../spec/recipe/stages.ts';
import { type Stage, type StageGiven, untriable } from '../stage.ts';
import { trainedIn } from '../trainedIn.ts';

/** Masks weights, at once or while the network is trained. */
export const sparsifyStage: Stage<SparsifySpec> = {
  async change(from, spec, given) {
    if (isTraining(spec)) throw untriable(spec);
    const { checkpoint, report } = await sparsified(from, settingsOf(spec), inputsOf(spec, given));
    return { checkpoint, ...told(report) };
  },
  async *run(from, spec, given) {
    const settings = settingsOf(spec);
    const inputs = inputsOf(spec, given);
    if (!isTraining(spec)) {
      const { checkpoint, report } = await sparsified(from, settings, inputs);
      return { checkpoint, ...told(report) };
    }
    const sparse = sparseTraining(from, { ...spec, ...settings }, inputs);
    // Weights of every layer go, so that a head alone cannot be what learns.
    const freeze = given.freeze === 'head' ? 'none' : given.freeze;
    const outcome = yield* trainedIn(sparse.from, { ...spec, freeze }, given, sparse.hooks);
    if (!outcome) return undefined;
    const { checkpoint, report } = sparse.finished(outcome.checkpoint);
    return { checkpoint, ...told(report) };
  },
};

function settingsOf({ keep, what, block, pool, by, scope, ends }: SparsifySpec): SparsifySettings {
  const [rows = 1, columns = 1] = block.split('x').map(Number);
  return { keep, what, block: [rows, columns], pool, by, scope, ends };
}

function inputsOf(
  { schedule, masks, images, seed }: SparsifySpec,
  given: Pick<StageGiven, 'images'>,
): Sparsifying {
  return {
    hard: masks === 'hard' || schedule === 'once' || schedule === 'densify',
    batches: () => given.images(images),
    random: random(seed).fork('sparsify'),
  };
}

function told({ asked, reached, collapsed }: SparsifyReport) {
  return { asked, reached: { ...reached, collapsed: collapsed.length } };
}
