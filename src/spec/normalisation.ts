/**
 * What a byte of an image becomes before a network sees it. There are only 256 × 3 outcomes, so they are tables: every
 * place that prepares images, on the CPU or the GPU, reads the same numbers.
 */

import { channelDeviation, channelMean } from '../base/imageSet.ts';
import type { InputScale } from './choices.ts';

type PerChannel = readonly [red: number, green: number, blue: number];

/** (share − mean) / deviation of full brightness, 0 … 1. */
export interface Normalisation {
  readonly mean: PerChannel;
  readonly deviation: PerChannel;
}

const alike = (value: number): PerChannel => [value, value, value];

const normalisations: Readonly<Record<InputScale, Normalisation>> = {
  imagenet: { mean: channelMean, deviation: channelDeviation },
  'minus-one-to-one': { mean: alike(0.5), deviation: alike(0.5) },
  'zero-to-one': { mean: alike(0), deviation: alike(1) },
  bytes: { mean: alike(0), deviation: alike(1 / 255) },
};

/** What makes a network's pixels of an image's, as files of weights say it. */
export const normalisationOf = (scale: InputScale): Normalisation => normalisations[scale];

/** float32 (value / 255 − mean) / deviation for each byte value, for red, green and blue; [256] each. */
export function normalisingTables(): readonly [Float32Array, Float32Array, Float32Array] {
  const table = (mean: number, deviation: number) =>
    Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / deviation);
  return [
    table(channelMean[0], channelDeviation[0]),
    table(channelMean[1], channelDeviation[1]),
    table(channelMean[2], channelDeviation[2]),
  ];
}
