import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { share } from '../../engine/compression/sharing/share.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { ShareSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import { untrained } from './stage.ts';

/** Lets weights share numbers, then measures batch norm’s statistics anew. */
export const shareStage = untrained<ShareSpec>(
  async (from, { recalibrate, ...settings }, { images, mostRecalibrated }) => {
    const { checkpoint: shared, report } = await share(from, settings);
    const { asked, reached } = report;
    const hasStatistics = build(shared.architecture).parameters.some(({ role }) => role === 'buffer');
    if (recalibrate === 0 || !hasStatistics) return { checkpoint: shared, asked, reached };
    const shown = { images: withoutLabels(images(Math.min(recalibrate, mostRecalibrated))) };
    const { checkpoint, images: seen } = await recalibrated(shared, shown);
    return { checkpoint, uncalibrated: shared, asked, reached, recalibrated: seen };
  },
);
