import { prune } from '../../engine/compression/pruning/prune.ts';
import { type RankedChannels, rankedChannels } from '../../engine/compression/pruning/ranked.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { type ProblemError, problem } from '../../lang/problem.ts';
import type { PruneSpec } from '../../spec/recipe/stages.ts';
import { type ChangeGiven, untrained } from './stage.ts';
import { withStatistics } from './withStatistics.ts';

/** The network's channels as the stage ranks them, made once for all depths of the cut. */
export function rankedFor(
  from: Checkpoint,
  { images: ranking, ...settings }: PruneSpec,
  { images, once }: Pick<ChangeGiven, 'images' | 'once'>,
): Promise<RankedChannels> {
  const { by, reduce, depthwise, norms, seed } = settings;
  const name = `channels by ${by}, ${reduce}, ${depthwise}, ${norms}, ${seed}, ${ranking} images`;
  return once(name, () => rankedChannels(from, settings, images(ranking)));
}

/** Where a share of the time is asked for before anything is timed. */
export const untimed = (): ProblemError =>
  problem(
    'setting-invalid',
    'The time of one image is measured as the network is made, and not before.',
    'Make the network, or choose another target for the preview: multiplyAdds is near to it.',
  );

/** Cuts channels, then measures batch norm's statistics anew. */
export const pruneStage = untrained<PruneSpec>(async (from, spec, given) => {
  const { kind: _, recalibrate, images: ranking, ...settings } = spec;
  const { images, timeOf } = given;
  if (settings.target === 'ms' && !timeOf) throw untimed();
  const ranked = await rankedFor(from, spec, given);
  const { checkpoint: cut, report } = await prune(from, settings, {
    ...{ ranked, timeOf },
    batches: () => images(ranking),
  });
  const { asked, reached } = report;
  return { ...(await withStatistics(cut, recalibrate, given)), asked, reached };
});
