import { prune } from '../../engine/compression/pruning/prune.ts';
import { rankedChannels } from '../../engine/compression/pruning/ranked.ts';
import { problem } from '../../lang/problem.ts';
import type { PruneSpec } from '../../spec/recipe/stages.ts';
import { untrained } from './stage.ts';
import { withStatistics } from './withStatistics.ts';

/** Cuts channels, then measures batch norm's statistics anew. */
export const pruneStage = untrained<PruneSpec>(
  async (from, { kind: _, recalibrate, images: ranking, ...settings }, given) => {
    const { images, once, timeOf } = given;
    if (settings.target === 'ms' && !timeOf) {
      throw problem(
        'setting-invalid',
        'The time of one image is measured as the network is made, and not before.',
        'Make the network, or choose another target for the preview: multiplyAdds is near to it.',
      );
    }
    const { by, reduce, depthwise, norms, seed } = settings;
    const rankings = `channels by ${by}, ${reduce}, ${depthwise}, ${norms}, ${seed}, ${ranking} images`;
    const ranked = await once(rankings, () => rankedChannels(from, settings, images(ranking)));
    const { checkpoint: cut, report } = await prune(from, settings, {
      ...{ ranked, timeOf },
      batches: () => images(ranking),
    });
    const { asked, reached } = report;
    return { ...(await withStatistics(cut, recalibrate, given)), asked, reached };
  },
);
