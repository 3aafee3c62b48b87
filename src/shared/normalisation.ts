/**
 * What a byte of an image becomes before a network sees it. There are only 256 × 3 outcomes, so they are tables: every
 * place that prepares images, on the CPU or the GPU, reads the same numbers.
 */
import { channelDeviation, channelMean } from './imageSet.ts';

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
