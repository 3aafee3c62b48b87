import { blockImportances, removableBlocks, shortened } from '../../../engine/compression/depth/depth.ts';
import { problem } from '../../../lang/problem.ts';
import type { DepthSpec } from '../../../spec/recipe/stages.ts';
import { untrained } from '../stage.ts';
import { withStatistics } from '../withStatistics.ts';

/** Removes residual blocks, then measures batch norm's statistics anew. */
export const depthStage = untrained<DepthSpec>(
  async (from, { keep, scope, recalibrate, images: ranking }, given) => {
    const { images, once } = given;
    const blocks = await once(`blocks, ${ranking} images`, () => blockImportances(from, images(ranking)));
    if (removableBlocks(blocks).length === 0) {
      throw problem(
        'setting-invalid',
        'The network has no residual block that could go: one whose shortcut is its input itself, beside another in its stage.',
        'Choose a deeper residual network, or remove the stage depth from the recipe.',
      );
    }
    const { checkpoint, report } = shortened(from, blocks, { keep, scope });
    const { asked, reached } = report;
    return { ...(await withStatistics(checkpoint, recalibrate, given)), asked, reached };
  },
);
