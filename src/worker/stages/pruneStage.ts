import { pruneRanked, rankedChannels } from '../../engine/compression/pruning/prune.ts';
import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { PruneSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import { untrained } from './stage.ts';

/** Cuts channels, then measures batch norm's statistics anew. */
export const pruneStage = untrained<PruneSpec>(
  async (from, { keep, by, round, recalibrate, images: ranking }, { images, mostRecalibrated, once }) => {
    const ranked = await once(`channels by ${by}, ${ranking} images`, () =>
      rankedChannels(from, by, images(ranking)),
    );
    const { checkpoint: cut, report } = pruneRanked(from, { keep, round, across: 'group' }, ranked);
    const { asked, reached } = report;
    const network = build(cut.architecture);
    const hasStatistics = network.parameters.some(({ role }) => role === 'buffer');
    if (recalibrate === 0 || !hasStatistics) return { checkpoint: cut, asked, reached };
    const shown = { images: withoutLabels(images(Math.min(recalibrate, mostRecalibrated))) };
    const { checkpoint, images: seen } = await recalibrated(cut, shown);
    return { checkpoint, uncalibrated: cut, asked, reached, recalibrated: seen };
  },
);
