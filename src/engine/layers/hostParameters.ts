/**
 * Parameters off the device, in our layout: what weights are kept as between two uses.
 */
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.ts';

export interface HostParameter {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export type HostParameters = Readonly<Record<string, HostParameter>>;

/** Copies parameters off the device; they stay the caller's. */
export async function toHost(parameters: Parameters): Promise<HostParameters> {
  const entries = await Promise.all(
    Object.entries(parameters).map(async ([name, held]) => {
      // A copy: on some backends the array that `data` gives is the tensor's own memory.
      const values = Float32Array.from(await held.data());
      return [name, { shape: held.shape, values }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** New tensors on the current backend, which the caller owns. */
export function toDevice(parameters: HostParameters): Parameters {
  const tensors: Record<string, Tensor> = {};
  for (const [name, { shape, values }] of Object.entries(parameters)) {
    tensors[name] = tensor(values, [...shape]);
  }
  return tensors;
}

/** Numbers times four. */
export function hostBytes(parameters: HostParameters): number {
  return Object.values(parameters).reduce((sum, { values }) => sum + values.byteLength, 0);
}
