/**
 * The cpu backend in float64, for tests of what float32 is too coarse for: its arrays of numbers are made longer.
 */
import '@tensorflow/tfjs-backend-cpu';
import { env, setBackend } from '@tensorflow/tfjs-core';
import { registerKernels } from './ops/registerKernels.ts';

const globals = globalThis as { Float32Array: unknown };

/** @returns what makes it float32 again. Tensors of one time must not be used in the other. */
export async function startCpuInFloat64(): Promise<() => void> {
  await setBackend('cpu');
  registerKernels('cpu');
  const [{ Float32Array: short }, { platform }] = [globalThis, env()];
  const { isTypedArray } = platform;
  globals.Float32Array = Float64Array;
  platform.isTypedArray = (value): value is Float32Array =>
    value instanceof Float64Array || isTypedArray.call(platform, value);
  return () => {
    globals.Float32Array = short;
    platform.isTypedArray = isTypedArray;
  };
}
