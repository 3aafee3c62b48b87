import { prune } from '../../engine/compression/prune.ts';
import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { PruneSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import type { Stage } from './stage.ts';

/** Cuts channels, then measures batch norm's statistics anew. */
export const pruneStage: Stage<PruneSpec> = {
  async *run(from, { keep, by, round, recalibrate, images: ranked }, { images }) {
    const { checkpoint: cut, report } = await prune(
      from,
      { keep, by, round, across: 'group' },
      images(ranked),
    );
    const { asked, reached } = report;
    const network = build(cut.architecture);
    const hasStatistics = network.parameters.some(({ role }) => role === 'buffer');
    if (recalibrate === 0 || !hasStatistics) return { checkpoint: cut, asked, reached };
    const shown = { images: withoutLabels(images(recalibrate)) };
    const { checkpoint } = await recalibrated(cut, shown);
    return { checkpoint, uncalibrated: cut, asked, reached };
  },
};
