/**
 * What is measured: one step of something that the lab does, described so that every peer can do the same.
 */
import type { ModelName } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';

interface Common {
  /** As `--workload` takes it. */
  readonly name: string;
  /** As the table shows it; says the batch. */
  readonly label: string;
  /** K */
  readonly classes: number;
  /**
   * How far apart two peers' first results may be, see `largestDifference`: what rounding may do, which the first
   * steps of a deep student multiply.
   */
  readonly tolerance: number;
  /**
   * `usual`; `heavy` where a step of stock kernels on a software adapter takes minutes, `vast` where any kernel's does, `light`
   * to stand in for them there; `hidden` ones are for tests.
   */
  readonly rank: 'usual' | 'heavy' | 'vast' | 'light' | 'hidden';
}

/** A step of a student: forward, backward and update. */
export interface Distillation extends Common {
  readonly kind: 'distillation';
  /** Asked anew in every step, or its logits kept from before. */
  readonly teacher: ModelName | 'kept';
  readonly alpha: number;
  /** Gives the student, the image and batch size, the temperature and the optimiser's settings. */
  readonly experiment: Experiment & { readonly student: ModelName };
}

/** A step of a teacher whose logits are tabulated: one batch forward, and the logits read. */
export interface Evaluation extends Common {
  readonly kind: 'evaluation';
  readonly model: ModelName;
  readonly imageSize: number;
  readonly batchSize: number;
}

export type Workload = Distillation | Evaluation;

export function batchSizeOf(workload: Workload): number {
  return workload.kind === 'evaluation' ? workload.batchSize : workload.experiment.batchSize;
}

export function imageSizeOf(workload: Workload): number {
  return workload.kind === 'evaluation' ? workload.imageSize : workload.experiment.imageSize;
}
