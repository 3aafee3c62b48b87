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
}

/**
 * The rate of epoch e (from 1), with r the initial rate and E the number of epochs:
 *
 * - constant: r
 * - step: r · gamma^⌊(e − 1) / stepSize⌋ (`torch.optim.lr_scheduler.StepLR`)
 * - cosine: r · (1 + cos(π (e − 1) / E)) / 2 (`CosineAnnealingLR` with T_max = E; Loshchilov & Hutter 2016)
 */
export function learningRateAt(epoch: number, settings: ScheduleSettings): number {
  return rules[settings.schedule](epoch, settings);
}

const rules: Readonly<Record<ScheduleName, (epoch: number, settings: ScheduleSettings) => number>> = {
  constant: (_, { learningRate }) => learningRate,
  step: (epoch, { learningRate, stepSize, gamma }) =>
    learningRate * gamma ** Math.floor((epoch - 1) / stepSize),
  cosine: (epoch, { learningRate, epochs }) =>
    (learningRate * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs))) / 2,
};
