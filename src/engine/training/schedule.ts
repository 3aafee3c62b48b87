/**
 * Learning rates by epoch, as PyTorch's schedulers stepped once per epoch.
 */
import type { ScheduleName } from '../../spec/choices.ts';

export interface ScheduleSettings {
  readonly schedule: ScheduleName;
  readonly learningRate: number;
  readonly epochs: number;
  readonly stepSize: number;
  readonly gamma: number;
  /** Epochs, see `learningRateOf`. */
  readonly warmup: number;
}

/** A step of a training. */
export interface StepPlace {
  /** From 1. */
  readonly epoch: number;
  /** How many steps were taken before it, in all. */
  readonly step: number;
  readonly stepsPerEpoch: number;
}

/**
 * The rate of a step: in the first W = ⌈warmup · stepsPerEpoch⌉ steps r · n / W of the n-th, as the linear warm-up of Goyal et al.
 * 2017 (arXiv 1706.02677, section 2.2); then that of its epoch, as if there had been none (timm's `warmup_prefix=False`).
 */
export function learningRateOf(
  { epoch, step, stepsPerEpoch }: StepPlace,
  settings: ScheduleSettings,
): number {
  const warming = Math.ceil(settings.warmup * stepsPerEpoch);
  if (step < warming) return (settings.learningRate * (step + 1)) / warming;
  return learningRateAt(epoch, settings);
}

/**
 * The rate of epoch e (from 1), with r the initial rate and E the number of epochs:
 *
 * - constant: r
 * - step: r · gamma^⌊(e − 1) / stepSize⌋ (`torch.optim.lr_scheduler.StepLR`)
 * - cosine: r · (1 + cos(π (e − 1) / E)) / 2 (`CosineAnnealingLR` with T_max = E; Loshchilov & Hutter 2016)
 */
export function learningRateAt(epoch: number, settings: Omit<ScheduleSettings, 'warmup'>): number {
  return rules[settings.schedule](epoch, settings);
}

const rules: Readonly<
  Record<ScheduleName, (epoch: number, settings: Omit<ScheduleSettings, 'warmup'>) => number>
> = {
  constant: (_, { learningRate }) => learningRate,
  step: (epoch, { learningRate, stepSize, gamma }) =>
    learningRate * gamma ** Math.floor((epoch - 1) / stepSize),
  cosine: (epoch, { learningRate, epochs }) =>
    (learningRate * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))) / 2,
};
