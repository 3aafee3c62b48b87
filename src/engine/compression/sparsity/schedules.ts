/**
 * When weights go in the course of a training, and how many.
 */
import type { SparsitySchedule } from '../../../spec/recipe/sparsify.ts';

export interface Decay {
  /** Shares that are zero, before and in the end. */
  readonly initial: number;
  readonly final: number;
  readonly begin: number;
  readonly end: number;
  readonly frequency: number;
}

/**
 * Zhu & Gupta 2017 (arXiv 1710.01878, equation 1) as tfmot's `PolynomialDecay` has it: s_f + (s_i − s_f)·(1 − (t − t_0)/(t_1 − t_0))^p;
 * outside of the interval the nearer end counts.
 *
 * @param t   steps that were taken
 * @returns whether weights go now, and the share that is zero from then on
 */
export function polynomialDecay(
  { initial, final, begin, end, frequency, power = 3 }: Decay & { readonly power?: number },
  t: number,
): { readonly prunes: boolean; readonly sparsity: number } {
  const passed = end > begin ? Math.min(1, Math.max(0, (t - begin) / (end - begin))) : Number(t >= begin);
  return {
    prunes: t >= begin && t <= end && (t - begin) % frequency === 0,
    sparsity: final + (initial - final) * (1 - passed) ** power,
  };
}

/**
 * The same by epoch, as Distiller's `AutomatedGradualPruner`: weights go at the beginning of the epochs begin, begin + frequency, …,
 * before `end`, and the last of them reaches the final share.
 *
 * @returns epochs, from 0, and the share that is zero from then on
 */
export function gradualByEpoch({
  initial,
  final,
  begin,
  end,
  frequency,
}: Decay): ReadonlyMap<number, number> {
  const span = Math.floor((end - begin - 1) / frequency) * frequency;
  const times = new Map<number, number>();
  for (let epoch = begin; epoch < end; epoch += frequency) {
    const left = span > 0 ? 1 - (epoch - begin) / span : 0;
    times.set(epoch, final + (initial - final) * left ** 3);
  }
  return times;
}

/** Lottery tickets' rounds (Frankle & Carbin 2019): the same share of what is left stays in each; the share that is left after round i, from 1. */
export const keptAfterRound = (keep: number, round: number, rounds: number): number =>
  keep ** (round / rounds);

export interface ScheduleSettings {
  readonly schedule: SparsitySchedule;
  /** Shares that stay, in the end and, of gradual schedules, at first. */
  readonly keep: number;
  readonly first: number;
  readonly rounds: number;
  /** Shares of the training. */
  readonly begin: number;
  readonly end: number;
  /** Epochs. */
  readonly every: number;
}

/**
 * After how many steps which share of the weights is to be left. Of `densify`, all come back in the end.
 *
 * @param epochs and `stepsPerEpoch`: of the whole training
 */
export function pruningTimes(
  { schedule, keep, first, rounds, begin, end, every }: ScheduleSettings,
  { epochs, stepsPerEpoch }: { readonly epochs: number; readonly stepsPerEpoch: number },
): ReadonlyMap<number, number> {
  const steps = epochs * stepsPerEpoch;
  switch (schedule) {
    case 'once':
      return new Map([[0, keep]]);
    case 'rounds':
      return new Map(
        Array.from({ length: rounds }, (_, i) => [
          Math.floor((i * steps) / rounds),
          keptAfterRound(keep, i + 1, rounds),
        ]),
      );
    case 'densify':
      return new Map([
        [0, keep],
        [Math.max(1, Math.round(end * steps)), 1],
      ]);
    case 'gradual': {
      const from = Math.round(begin * steps);
      const frequency = Math.max(1, Math.round(every * stepsPerEpoch));
      // Whole intervals, so that the last one reaches the share that is asked for.
      const intervals = Math.max(1, Math.floor((Math.round(end * steps) - from) / frequency));
      const to = Math.min(steps, from + intervals * frequency);
      const decay = { initial: 1 - first, final: 1 - keep, begin: from, end: to, frequency };
      const times = Array.from({ length: intervals + 1 }, (_, i) => Math.min(to, from + i * frequency));
      return new Map(times.map((t) => [t, 1 - polynomialDecay(decay, t).sparsity]));
    }
    case 'agp': {
      const from = Math.min(epochs - 1, Math.round(begin * epochs));
      const to = Math.max(from + 1, Math.round(end * epochs));
      const frequency = Math.max(1, Math.round(every));
      const decay = { initial: 1 - first, final: 1 - keep, begin: from, end: to, frequency };
      return new Map(
        [...gradualByEpoch(decay)].map(([epoch, sparsity]) => [epoch * stepsPerEpoch, 1 - sparsity]),
      );
    }
  }
}
