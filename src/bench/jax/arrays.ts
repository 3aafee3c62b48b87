/**
 * The bench's inputs as jax-js has them: channels first.
 */
import { numpy as np } from '@jax-js/jax';
import { type Tensor, transpose } from '@tensorflow/tfjs-core';
import type { Model } from '../../engine/families/model.ts';
import type { ParameterKind, Parameters } from '../../engine/layers/parameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import type { Arrays } from './networks.ts';

/** Where PyTorch's axes are in our layout. */
const axes: Readonly<Record<ParameterKind, readonly number[] | undefined>> = {
  conv: [3, 2, 0, 1],
  depthwise: [2, 3, 0, 1],
  linear: [1, 0],
  vector: undefined,
};

async function arrayOf(tensor: Tensor, kind: ParameterKind): Promise<np.Array> {
  const order = axes[kind];
  const turned = order ? transpose(tensor, [...order]) : tensor.clone();
  const array = np.array(new Float32Array(await turned.data())).reshape([...turned.shape]);
  turned.dispose();
  return array;
}

/**
 * Trained parameters, and running statistics.
 *
 * @param parameters is disposed of.
 */
export async function arraysOf(
  model: Model,
  parameters: Parameters,
): Promise<{ readonly trained: Arrays; readonly running: Arrays }> {
  const trained: Arrays = {};
  const running: Arrays = {};
  for (const { name, kind, role } of model.parameters) {
    const tensor = parameters[name];
    if (!tensor) throw new Error(`no weight is named ${name}`);
    (role === 'trainable' ? trained : running)[name] = await arrayOf(tensor, kind);
    tensor.dispose();
  }
  return { trained, running };
}

/** All pictures of a source, normalised, [N, 3, S, S]; made before anything is timed. */
export function channelsFirst(source: BatchSource): Float32Array {
  const { count, size } = source;
  const plane = size * size;
  const pixels = source.fill(
    Int32Array.from({ length: count }, (_, i) => i),
    new Uint32Array(count),
  );
  const turned = new Float32Array(pixels.length);
  for (let image = 0; image < count; image++) {
    for (let p = 0; p < plane; p++) {
      for (let c = 0; c < 3; c++) {
        turned[(image * 3 + c) * plane + p] = pixels[(image * plane + p) * 3 + c] ?? 0;
      }
    }
  }
  return turned;
}

/** Rows of a table of `width` numbers a row, one after the other. */
export function rowsOf(table: Float32Array, width: number, rows: Int32Array): Float32Array<ArrayBuffer> {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    taken.set(table.subarray(row * width, (row + 1) * width), i * width);
  });
  return taken;
}
