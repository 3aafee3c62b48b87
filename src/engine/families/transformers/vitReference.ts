/**
 * How `vit_reference` says that its numbers were made, for tests: weights by a formula of their names as they were published, and
 * images by another.
 */
import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { StoredTensors } from '../../weights/storedTensor.ts';
import { formulaTensors } from '../torchvisionReference.ts';

/** What is told of a tensor in PyTorch's layout. */
export interface Told {
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly sum: number;
  readonly norm: number;
}

export interface VitCase {
  readonly model: string;
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly parameters: number;
  readonly multiply_adds_one_image: { readonly total: number };
  readonly logits: readonly (readonly number[])[];
  readonly class_token_logits?: readonly (readonly number[])[];
  readonly distillation_token_logits?: readonly (readonly number[])[];
  readonly taps: Readonly<Record<string, Told>>;
  readonly labels: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, Told | null>>;
  readonly state_dict: Readonly<Record<string, readonly number[]>>;
}

/** Tensors by the published names and shapes. */
export const stateOf = ({ state_dict }: Pick<VitCase, 'state_dict'>): StoredTensors =>
  formulaTensors(Object.entries(state_dict));

/** [count, S, S, 3] */
export function formulaImages(size: number, count: number): Tensor4D {
  const per = size * size * 3;
  const pixels = Float32Array.from({ length: count * per }, (_, i) => {
    const [n, p] = [Math.floor(i / per), i % per];
    const [row, column, colour] = [Math.floor(p / (3 * size)), Math.floor(p / 3) % size, p % 3];
    return Math.sin(0.11 * row + 0.07 * column + 1.3 * colour + 0.9 * n);
  });
  return tensor4d(pixels, [count, size, size, 3]);
}

/** What norm and first numbers are off, the latter in parts of the largest of all, whichever is more. */
export function gapToTold(values: ArrayLike<number>, { first, norm }: Told): number {
  const all = Array.from(values);
  const scale = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const off = first.map((value, i) => Math.abs((values[i] ?? Number.NaN) - value) / scale);
  const gap = Math.max(...off, Math.abs(Math.hypot(...all) - norm) / norm);
  return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
}
