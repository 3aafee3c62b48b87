/**
 * The layers of which adapters are made: what a term brings to compare maps of unlike channels, and leaves behind.
 */
import { add, type Tensor4D } from '@tensorflow/tfjs-core';
import { batchNormSpecs, normaliseBatch } from '../../layers/batchNorm.ts';
import { conv2d, convSpecs } from '../../layers/conv2d.ts';
import type { Initial, ParameterSpec, Parameters } from '../../layers/parameters.ts';

export interface AdapterConv {
  readonly kernel: number;
  readonly inChannels: number;
  readonly outChannels: number;
  /** √(weights of an output) · bound of the uniform distribution that weights start from; torch's own 1 unless given. */
  readonly gain?: number;
  /** Has one unless told. */
  readonly bias?: boolean;
}

/** `name.weight` and `name.bias`. */
export function adapterConvSpecs(
  name: string,
  { kernel, inChannels, outChannels, gain = 1, bias = true }: AdapterConv,
): readonly ParameterSpec[] {
  const fan = kernel * kernel * inChannels;
  const from = (bound: number): Initial => ({ kind: 'uniform', bound });
  const weights = convSpecs(name, { kernel, inChannels, outChannels, stride: 1 });
  const initial = from(1 / Math.sqrt(fan));
  return [
    ...weights.map((spec) => ({ ...spec, initial: from(gain / Math.sqrt(fan)) })),
    ...(bias ? [vectorSpec(`${name}.bias`, outChannels, initial)] : []),
  ];
}

export const vectorSpec = (name: string, channels: number, initial: Initial): ParameterSpec => ({
  ...{ name, kind: 'vector', axes: [channels], shape: [channels] },
  ...{ role: 'trainable', initial },
});

/** γ and β: an adapter is never used without a batch, so it has no running statistics. */
export const adapterNormSpecs = (name: string, channels: number): readonly ParameterSpec[] =>
  batchNormSpecs(name, channels).filter(({ role }) => role === 'trainable');

/** A convolution, with the bias that it has. */
export function adapterConv(
  own: Parameters,
  name: string,
  x: Tensor4D,
  { stride = 1, padding = 0 }: { readonly stride?: number; readonly padding?: number } = {},
): Tensor4D {
  const y = conv2d(own, name, x, { stride, padding });
  const bias = own[`${name}.bias`];
  return bias ? add<Tensor4D>(y, bias) : y;
}

/** Batch norm by the batch's own statistics. */
export const adapterNorm = (
  own: Parameters,
  name: string,
  x: Tensor4D,
  activation: 'linear' | 'relu' = 'linear',
) => normaliseBatch(own, name, x, { activation }, { training: true });
