/**
 * Several teachers' logits made one teacher's: of whole tables once, before training, so that a step reads one table of logits as
 * it does of one teacher; or, by rules that look at labels or the student, in every step.
 */
import { dispose, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { ensembleSoftens, isCombinedInStep } from '../../spec/decides.ts';
import { combinesInStep, type EnsembleName } from '../../spec/ensembles/catalogue.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { teacherShares } from '../../spec/teachers/teachersOf.ts';
import { ensembleRules } from './catalogue.ts';
import type { Together } from './ensembleRule.ts';

/** How teachers are combined. */
export interface Combining {
  readonly rule: EnsembleName;
  /** Of each teacher, above 0, with the sum 1. */
  readonly shares: readonly number[];
  /** T, at least 0.1. */
  readonly temperature: number;
  readonly nu: number;
}

/** How an experiment combines its teachers. */
export const combiningOf = (experiment: Experiment): Combining => ({
  rule: experiment.teachersTogether,
  shares: teacherShares(experiment),
  temperature: ensembleSoftens(experiment, {}) ? experiment.temperature : 1,
  nu: experiment.teachersNu,
});

/** The same where that is done in every step, not once into one table of logits. */
export const combiningInStep = (experiment: Experiment): Combining | undefined =>
  isCombinedInStep(experiment, {}) ? combiningOf(experiment) : undefined;

/** What several teachers are where nobody learns from them, as in a picture: of rules that need labels or a student, the mean of probabilities. */
export const withoutStep = (how: Combining): Combining =>
  combinesInStep(how.rule) ? { ...how, rule: 'mean-probabilities' } : how;

/** [N, K], which the caller owns. */
export const combineLogits = (
  logits: readonly Tensor2D[],
  { rule, ...how }: Combining,
  step?: Together['step'],
): Tensor2D => ensembleRules[rule].combine({ logits, ...how, ...(step ? { step } : {}) });

/**
 * @param tables of each teacher, [R, K] row by row
 * @param classes K
 * @param atOnce  numbers of each table that are on the device at the same time
 * @returns [R, K]
 */
export async function combineTables(
  tables: readonly Float32Array[],
  classes: number,
  how: Combining,
  atOnce = 2 ** 20,
): Promise<Float32Array> {
  const length = tables[0]?.length ?? 0;
  const combined = new Float32Array(length);
  const step = Math.max(1, Math.floor(atOnce / classes)) * classes;
  for (let from = 0; from < length; from += step) {
    const to = Math.min(length, from + step);
    const parts = tables.map((table) => tensor2d(table.slice(from, to), [(to - from) / classes, classes]));
    const logits = combineLogits(parts, how);
    dispose(parts);
    try {
      combined.set(await logits.data(), from);
    } finally {
      logits.dispose();
    }
  }
  return combined;
}
