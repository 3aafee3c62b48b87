/**
 * What the authors of a preset's experiment measured, as text beneath what was measured here.
 */

import type { PublishedRow, PublishedSweep } from '../analysis/published/publishedSweep.ts';
import { seedRuns } from '../analysis/published/seedRuns.ts';
import { alignedTable, formatMeanStd } from '../analysis/results.ts';
import { type Experiment, fieldNames } from '../spec/experiment.ts';
import type { PresetName } from '../spec/presets.ts';
import { flagOf } from './flagName.ts';

export const published: Readonly<Record<PresetName, PublishedSweep>> = { seed: seedRuns };

/** What decides no number that would be laid beside the published ones, or is the reader's own. */
const own: readonly string[] = [
  'dataset',
  'alphas',
  'runs',
  'seed',
  'backend',
  'kernels',
  'capture',
  'memory',
];

/**
 * The published sweep: its last epochs as ours are counted, then the table as its authors printed it.
 *
 * @param ran what was measured here; `preset` is what it would have to be to be the same experiment
 */
export function publishedText(sweep: PublishedSweep, ran: Experiment, preset: Experiment): string {
  const { title, source, epochs, validationImages, teacherAccuracy, final, pooled } = sweep;
  const table = (rows: readonly PublishedRow[]) =>
    alignedTable(
      ['alpha', 'n', 'epoch_loss_l', 'epoch_acc_l', 'epoch_acc_teacher_l', 'diff_t_s'],
      rows.map(({ alpha, n, loss, accuracy, difference }) => [
        String(alpha),
        n === undefined ? '?' : String(n),
        formatMeanStd(loss),
        formatMeanStd(accuracy),
        teacherAccuracy.toFixed(4),
        formatMeanStd(difference),
      ]),
    );
  const different = fieldNames.filter(
    (name) => !own.includes(name) && JSON.stringify(ran[name]) !== JSON.stringify(preset[name]),
  );
  return [
    `Published: ${title} (${source.repository}), not measured here.`,
    ...(different.length === 0
      ? []
      : [`The table above is of another experiment; it differs in ${different.map(flagOf).join(', ')}.`]),
    '',
    ...table(final),
    '',
    `Epoch ${epochs} of each complete run, from its saved histories, ${validationImages} validation images: mean ± sample standard deviation over n runs.`,
    'Its logit difference is of the last validation batch alone; above it is of all validation images.',
    '',
    'As its authors printed it:',
    ...table(pooled),
    '',
    'n numbers each, all epochs of all runs thrown together, so ± is not the spread between runs; ? where n cannot be found out.',
    '',
  ].join('\n');
}
