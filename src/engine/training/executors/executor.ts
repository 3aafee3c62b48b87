/**
 * Picks how steps are computed on the backend that is current.
 */

import { deviceExecutor } from './deviceExecutor.ts';
import { hostExecutor } from './hostExecutor.ts';
import { isOnDevice } from './isOnDevice.ts';
import type { Executor, TrainingData } from './stepper.ts';

/** The caller owns the executor and, after it, still owns `data`. */
export function openExecutor(data: TrainingData): Executor {
  const { source } = data;
  // Features are so small that there is nothing to be had from a device's own batches; images without `views` are made by
  // the CPU, and their steps still replayed.
  const onDevice = isOnDevice() && source.channels === undefined;
  return onDevice ? deviceExecutor(data) : hostExecutor(data);
}
