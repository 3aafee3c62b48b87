import { calibrated, quantiseCalibrated } from '../../engine/compression/quantising/quantise.ts';
import type { QuantiseSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import { untrained } from './stage.ts';

/** Batch norm is folded before, so nothing is left whose statistics could be measured anew. */
export const quantiseStage = untrained<QuantiseSpec>(
  async (from, { images: seen, ...settings }, { images, once }) => {
    const calibration = await once(`extremes of ${seen} images`, () =>
      calibrated(from, { images: withoutLabels(images(seen)) }),
    );
    const { checkpoint, report } = quantiseCalibrated(from, settings, calibration);
    const { asked, reached } = report;
    return { checkpoint, asked, reached };
  },
);
