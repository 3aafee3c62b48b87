/**
 * Insects that no network was trained on, normalised.
 */
import { cast, oneHot, type Tensor2D, tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { random } from '../../base/random.ts';
import { insectNames, renderInsects } from '../../data/sources/insects/renderInsects.ts';
import type { LabelledBatch } from '../../engine/compression/lossGradients.ts';
import { normalisingTables } from '../../spec/normalisation.ts';

export interface Pictures {
  readonly count: number;
  /** S */
  readonly side: number;
  /** [count, S, S, 3], normalised. */
  readonly pixels: Float32Array;
  /** K */
  readonly classes: number;
  /** [count] */
  readonly labels: Int32Array;
}

/** @param name of a stream: `train` is what networks are calibrated on, `validation` what they are asked about. */
export async function insects(name: 'train' | 'validation', count: number, side: number): Promise<Pictures> {
  const drawn = await renderInsects({ stream: random(1).fork('data').fork(name), count, size: side });
  const tables = normalisingTables();
  const pixels = Float32Array.from(drawn.pixels, (byte, i) => tables[(i % 3) as 0 | 1 | 2][byte] ?? 0);
  return { count, side, pixels, classes: insectNames.length, labels: drawn.labels };
}

/** The first of them; whoever takes a batch disposes it. */
export async function* labelledBatches(
  { count, side, classes, pixels, labels }: Pictures,
  most: number,
  size: number,
): AsyncGenerator<LabelledBatch> {
  const per = side * side * 3;
  const end = Math.min(count, most);
  for (let from = 0; from < end; from += size) {
    const until = Math.min(end, from + size);
    yield {
      images: tensor4d(pixels.subarray(from * per, until * per), [until - from, side, side, 3]),
      labels: tidy(() =>
        cast(oneHot(tensor1d(labels.slice(from, until), 'int32'), classes), 'float32'),
      ) as Tensor2D,
    };
  }
}

/** [count, 3, S, S] */
export function planesOf({ pixels, side }: Pictures): Float32Array {
  const area = side * side;
  return Float32Array.from(pixels, (_, to) => {
    const [image, channel, pixel] = [Math.floor(to / (3 * area)), Math.floor(to / area) % 3, to % area];
    return pixels[(image * area + pixel) * 3 + channel] ?? 0;
  });
}
