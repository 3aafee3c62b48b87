import { blockImportances, removableBlocks, shortened } from '../../../engine/compression/depth/depth.ts';
import { problem } from '../../../lang/problem.ts';
import { unshortened } from '../../../spec/recipe/depth.ts';
import type { DepthSpec } from '../../../spec/recipe/stages.ts';
import { untrained } from '../stage.ts';
import { withStatistics } from '../withStatistics.ts';

/** Removes residual blocks, then measures batch norm's statistics anew. */
export const depthStage = untrained<DepthSpec>(
  async (from, { keep, scope, recalibrate, images: ranking }, given) => {
    const { images, once } = given;
    const blocks = await once(`blocks, ${ranking} images`, () => blockImportances(from, images(ranking)));
    if (removableBlocks(blocks).length === 0) {
      throw problem('setting-invalid', unshortened.what, unshortened.fix);
    }
    const { checkpoint, report } = shortened(from, blocks, { keep, scope });
    const { asked, reached } = report;
    return { ...(await withStatistics(checkpoint, recalibrate, given)), asked, reached };
  },
);
