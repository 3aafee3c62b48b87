/**
 * What the tests of foreign models share: small models as files, images, and comparisons.
 */
import { io, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { expect } from 'vitest';
import { channelDeviation, channelMean } from '../../../base/imageSet.ts';
import { ProblemError } from '../../../lang/problem.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import type { ExternalModel, ForeignModel } from '../externalModel.ts';
import type { ModelFiles } from './modelFiles.ts';

export interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly quantization?: object;
  readonly values: Float32Array | Int32Array | Uint8Array | Uint16Array;
}

/** One shard, `weights.bin`, with everything. */
export function filesOf(json: object, weights: readonly Weight[]): ModelFiles {
  const bytes = weights.flatMap(({ values }) => [
    ...new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  ]);
  const entries = weights.map(({ name, shape, dtype = 'float32', quantization }) => ({
    name,
    shape,
    dtype,
    ...(quantization ? { quantization } : {}),
  }));
  return {
    name: 'model.json',
    manifest: JSON.stringify({ ...json, weightsManifest: [{ paths: ['weights.bin'], weights: entries }] }),
    shard: async () => Uint8Array.from(bytes),
  };
}

/** What `model.save` gives to whoever stores it, as files with the weights in two shards. */
export async function saved(model: LayersModel): Promise<ModelFiles> {
  let given: io.ModelArtifacts | undefined;
  await model.save(
    io.withSaveHandler(async (artifacts) => {
      given = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { weightData, weightSpecs, modelTopology, format, generatedBy } = given ?? {};
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  const shards: Readonly<Record<string, Uint8Array>> = {
    'a.bin': bytes.slice(0, 10),
    'b.bin': bytes.slice(10),
  };
  return {
    name: 'model.json',
    manifest: JSON.stringify({
      modelTopology,
      format,
      generatedBy,
      weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights: weightSpecs }],
    }),
    shard: async (path) => shards[path] as Uint8Array,
  };
}

/** Reproducible numbers without a pattern that a network could be blind to. */
export const waves = (length: number, phase = 0) =>
  Float32Array.from({ length }, (_, i) => Math.sin(0.73 * i + phase) + 0.3 * Math.cos(2.1 * i));

/** Sets a model's weights to `waves`, in their order. */
export function setWaves(
  model: LayersModel,
  tensorOf: (values: Float32Array, shape: number[]) => Tensor,
): void {
  const values = model.weights.map(({ name, shape }, i) => {
    const sizes = shape.map((length) => length ?? 1);
    const length = sizes.reduce((product, one) => product * one, 1);
    return tensorOf(
      waves(length, i).map((value) => 0.5 * (/moving_variance/.test(name) ? Math.abs(value) : value)),
      sizes,
    );
  });
  model.setWeights(values);
  for (const value of values) value.dispose();
}

/** Values in 0 … 1, [count, size, size, 3] row by row, normalised as the lab's images are. */
export const normalised = (values: Float32Array) =>
  values.map((value, i) => (value - (channelMean[i % 3] ?? 0)) / (channelDeviation[i % 3] ?? 1));

export const size = 8;
export const count = 3;
/** [count, size, size, 3], in 0 … 1. */
export const pixels = waves(count * size * size * 3).map((value) => 0.5 + 0.3 * value);

export async function startCpu(): Promise<void> {
  await setBackend('cpu');
  registerKernels('cpu');
}

export function given(externalModel: ExternalModel | undefined): ExternalModel {
  if (!externalModel) throw new Error('There is no such externalModel.');
  return externalModel;
}

export const predictionOf = (externalModel: ExternalModel | undefined) =>
  given(externalModel).predict(normalised(pixels), count, size);

export function disposeAll({ logits, features }: ForeignModel): void {
  logits?.dispose();
  features?.dispose();
}

/** @param tolerance of the largest */
export function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(found.length).toBe(expected.length);
  expect(largestError(found, expected)).toBeLessThan(tolerance);
}

/** The largest difference, as a part of the largest that is expected. */
export function largestError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(
    ...Array.from(expected, (value, i) => Math.abs((found[i] ?? Number.NaN) - value) / largest),
  );
}

export function softmax(row: readonly number[]): number[] {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  return powers.map((power) => power / powers.reduce((sum, one) => sum + one, 0));
}

export function rows(values: Float32Array, length: number): number[][] {
  return Array.from({ length: values.length / length }, (_, i) => [
    ...values.subarray(i * length, (i + 1) * length),
  ]);
}

/** `code: what fix`, in English. */
export async function problemOf(task: Promise<unknown>): Promise<string> {
  const thrown = await task.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof ProblemError)) throw new Error(`No problem, but ${thrown}`);
  return `${thrown.problem.code}: ${thrown.message}`;
}
