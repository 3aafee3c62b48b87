/**
 * The experiment that this lab reproduces, as it was published: a ResNet-18 with a new last layer learns ants and bees from a
 * ResNet-50, loss = alpha·CE + (1 − alpha)·MSE of logits, 25 epochs, alpha 0, 0.5 and 1.
 *
 * What its figures are:
 * - Four runs of each alpha are saved, though the command that its README prints, `--n_exp 4`, makes three (it counts 1 to 3).
 *   Of run 1 with alpha 0.5 two epochs are saved, so n is 4, 3 and 4 wherever complete runs are counted.
 * - The printed table pools all epochs of all runs: 100 numbers for alpha 0 and 1, as the saved curves confirm. The row of
 *   alpha 0.5 cannot be made from what is saved, with or without the short run, so its n is not known.
 * - The logit difference of an epoch is that of the last, shuffled validation batch alone; accuracy and loss are over all
 *   153 validation images.
 */
import { finalRows, type PublishedRow, type PublishedSweep } from './publishedSweep.ts';
import published from './seedRuns.json';

interface Columns {
  readonly alpha: number;
  readonly run: number;
  /** One number for each epoch. */
  readonly validationLoss: readonly number[];
  readonly validationAccuracy: readonly number[];
  readonly logitDifference: readonly number[];
}

const runOf = ({ alpha, run, validationLoss, validationAccuracy, logitDifference }: Columns) => ({
  alpha,
  run,
  epochs: validationLoss.map((loss, i) => ({
    epoch: i + 1,
    validationLoss: loss,
    validationAccuracy: validationAccuracy[i] ?? Number.NaN,
    logitDifference: logitDifference[i] ?? Number.NaN,
  })),
});

function seedSweep(): PublishedSweep {
  const { source, epochs, validationImages, teacherAccuracy, printed } = published;
  const runs = published.runs.map(runOf);
  const alphas = printed.map(({ alpha }) => alpha);
  const pooled = printed.map((row): PublishedRow => ({ ...row, n: row.n ?? undefined }));
  const title = 'anvelezec/distillation';
  const final = finalRows({ alphas, epochs, runs });
  return { title, source, alphas, epochs, validationImages, teacherAccuracy, runs, final, pooled };
}

export const seedRuns: PublishedSweep = seedSweep();
