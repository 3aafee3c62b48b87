/**
 * Picks how steps are computed on the backend that is current.
 */

import { randomFeatures } from '../signals/randomFeatures.ts';
import { deviceExecutor } from './deviceExecutor.ts';
import { hostExecutor } from './hostExecutor.ts';
import { isOnDevice } from './isOnDevice.ts';
import type { Executor, TrainingData } from './stepper.ts';

/** The caller owns the executor and, after it, still owns `data`. */
export function openExecutor(data: TrainingData): Executor {
  if (data.randomFeatures === undefined) return executorOf(data);
  const random = randomFeatures(data.teachers, data.randomFeatures);
  const executor = executorOf({ ...data, teachers: random.teachers });
  return {
    ...executor,
    async dispose() {
      await executor.dispose();
      random.dispose();
    },
  };
}

function executorOf(data: TrainingData): Executor {
  const { source } = data;
  // Features are so small that there is nothing to be had from a device's own batches; images without `views` are made by
  // the CPU, and their steps still replayed.
  const onDevice = isOnDevice() && source.channels === undefined;
  return onDevice ? deviceExecutor(data) : hostExecutor(data);
}
