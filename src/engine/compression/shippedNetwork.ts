/**
 * The network that ships with the lab and insects that it never saw, for tests.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argMax, dispose, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { type NormalisedPictures, normalisedInsects } from '../../data/sources/insects/normalisedInsects.ts';
import { build, catalogue } from '../families/catalogue.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';
import { bytesInMemory } from '../weights/byteSource.ts';
import { openWeights } from '../weights/readers.ts';
import { fromStateDict } from '../weights/stateDict.ts';

export const side = 32;
const classes = 10;
const file = join(import.meta.dirname, '../../../public/teachers/insects-resnet20.safetensors');

/** ResNet-20 for the ten insects. */
export async function shippedNetwork(): Promise<Checkpoint> {
  const family = catalogue.resnet20;
  const architecture = family.architecture({ classes, imageSize: side, width: 1 });
  const { tensors } = await openWeights(bytesInMemory(new Uint8Array(readFileSync(file))));
  const parameters = await fromStateDict(build(architecture).parameters, tensors, family.label);
  const held = await toHost(parameters);
  dispose({ ...parameters });
  return { architecture, tensors: held };
}

export type Pictures = Omit<NormalisedPictures, 'side'>;

export const insects = (name: string, count: number): Promise<Pictures> =>
  normalisedInsects(name, count, side);

/** [B, S, S, 3] each; the taker disposes them. */
export function* batchesOf({ count, pixels }: Pictures, size: number): Generator<Tensor4D> {
  const per = side * side * 3;
  for (let from = 0; from < count; from += size) {
    const until = Math.min(count, from + size);
    yield tensor4d(pixels.subarray(from * per, until * per), [until - from, side, side, 3]);
  }
}

/** Logits of all pictures, [count × K]; leaves no tensor. */
export async function logitsOf(
  { architecture, tensors }: Checkpoint,
  pictures: Pictures,
): Promise<Float32Array> {
  const network = build(architecture);
  const parameters = toDevice(tensors);
  const logits = new Float32Array(pictures.count * network.classes);
  let at = 0;
  for (const images of batchesOf(pictures, 50)) {
    const batch = tidy(() => network.forward(parameters, images, { training: false }));
    logits.set(await batch.data(), at);
    at += batch.size;
    dispose([images, batch]);
  }
  dispose(parameters);
  return logits;
}

/** [count] */
export const predictionsOf = (logits: Float32Array): Int32Array =>
  tidy(() => argMax(tensor4d(logits, [1, 1, logits.length / classes, classes]), -1).dataSync()) as Int32Array;

/** The share that is classified right. */
export const accuracyOf = (logits: Float32Array, { labels }: Pictures): number =>
  predictionsOf(logits).reduce((right, found, i) => right + (found === labels[i] ? 1 : 0), 0) / labels.length;
