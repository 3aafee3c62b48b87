/**
 * Picks how steps are computed on the backend that is current.
 */

import { residentMachine } from './deviceExecutor.ts';
import { hostMachine } from './hostExecutor.ts';
import { isResident } from './isOnDevice.ts';
import type { Machine, TrainingData } from './stepper.ts';

/** The caller owns the machine and, after it, still owns `data`. */
export function openMachine(data: TrainingData): Machine {
  const { source } = data;
  // Features are so small that there is nothing to be had from a device's own batches; images without `views` are made by
  // the CPU, and their steps still replayed.
  const resident = isResident() && source.channels === undefined;
  return resident ? residentMachine(data) : hostMachine(data);
}
