import { quantise } from '../../engine/compression/quantise.ts';
import type { QuantiseSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import type { Stage } from './stage.ts';

/** Batch norm is folded before, so nothing is left whose statistics could be measured anew. */
export const quantiseStage: Stage<QuantiseSpec> = {
  // biome-ignore lint/correctness/useYield: it has no epochs.
  async *run(from, { images: seen, ...settings }, { images }) {
    const { checkpoint, report } = await quantise(from, settings, { images: withoutLabels(images(seen)) });
    const { asked, reached } = report;
    return { checkpoint, asked, reached };
  },
};
