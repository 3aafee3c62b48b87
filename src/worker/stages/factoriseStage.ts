import { factorable, factorisedAs } from '../../engine/compression/factorising/factorise.ts';
import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { FactoriseSpec } from '../../spec/recipe/stages.ts';
import { withoutLabels } from './calibrationImages.ts';
import { untrained } from './stage.ts';

/** Lets layers run as factors, then measures batch norm's statistics anew. */
export const factoriseStage = untrained<FactoriseSpec>(
  async (from, { recalibrate, ...settings }, { images, mostRecalibrated, once }) => {
    const spectra = await once('singular values', () => factorable(from));
    const { checkpoint: factorised, report } = factorisedAs(spectra, settings);
    const asked = settings.ranks === 'budget' ? report.asked : {};
    const reached = report.reached;
    const hasStatistics = build(factorised.architecture).parameters.some(({ role }) => role === 'buffer');
    if (recalibrate === 0 || !hasStatistics) return { checkpoint: factorised, asked, reached };
    const shown = { images: withoutLabels(images(Math.min(recalibrate, mostRecalibrated))) };
    const { checkpoint, images: seen } = await recalibrated(factorised, shown);
    return { checkpoint, uncalibrated: factorised, asked, reached, recalibrated: seen };
  },
);
