/**
 * Our wasm gradients of conv2d against the CPU backend's stock kernels, on shapes chosen to be awkward.
 */
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, engine, memory, setBackend, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../shared/random.ts';
import { convFilterGradient } from './convFilterGradient/convFilterGradient.ts';
import { convGeometry } from './convGeometry.ts';
import { convInputGradient } from './convInputGradient/convInputGradient.ts';
import { canAssemble } from './simd/compile.ts';
import { startWasmInNode } from './wasmInNode.ts';

interface Case {
  readonly what: string;
  readonly input: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly stride: number | [number, number];
  readonly pad: number | 'same' | 'valid';
}

const cases: readonly Case[] = [
  { what: '3×3', input: [2, 6, 6, 3], filter: [3, 3, 3, 4], stride: 1, pad: 1 },
  { what: '3×3 on an oblong', input: [3, 5, 8, 2], filter: [3, 3, 2, 5], stride: 1, pad: 1 },
  { what: '3×3 valid', input: [2, 7, 5, 3], filter: [3, 3, 3, 2], stride: 1, pad: 'valid' },
  { what: '3×3 stride 2, even', input: [2, 8, 8, 3], filter: [3, 3, 3, 4], stride: 2, pad: 1 },
  { what: '3×3 stride 2, odd', input: [2, 7, 9, 3], filter: [3, 3, 3, 4], stride: 2, pad: 1 },
  { what: '3×3 stride 2 same, even', input: [2, 8, 6, 3], filter: [3, 3, 3, 2], stride: 2, pad: 'same' },
  { what: '3×3 stride 2 same, odd', input: [1, 7, 7, 2], filter: [3, 3, 2, 2], stride: 2, pad: 'same' },
  {
    what: '3×3 stride 2 valid with an unread row',
    input: [2, 8, 8, 2],
    filter: [3, 3, 2, 3],
    stride: 2,
    pad: 'valid',
  },
  { what: '3×3 stride 3 with unread rows', input: [1, 11, 10, 2], filter: [3, 3, 2, 3], stride: 3, pad: 0 },
  { what: '7×7 stride 2 pad 3', input: [2, 13, 12, 3], filter: [7, 7, 3, 4], stride: 2, pad: 3 },
  { what: '5×3 stride 2×1', input: [2, 9, 6, 2], filter: [5, 3, 2, 3], stride: [2, 1], pad: 'same' },
  { what: '2×2 stride 2', input: [2, 6, 6, 2], filter: [2, 2, 2, 3], stride: 2, pad: 'valid' },
  { what: '1×1', input: [3, 4, 5, 6], filter: [1, 1, 6, 2], stride: 1, pad: 'valid' },
  { what: '1×1 stride 2', input: [2, 5, 6, 3], filter: [1, 1, 3, 4], stride: 2, pad: 'valid' },
  { what: '1×1 padded', input: [2, 4, 4, 3], filter: [1, 1, 3, 2], stride: 1, pad: 1 },
  { what: '1×1 stride 3 on a pixel', input: [1, 1, 1, 2], filter: [1, 1, 2, 2], stride: 3, pad: 'valid' },
  { what: '3×3 padded by its own size', input: [1, 4, 5, 2], filter: [3, 3, 2, 2], stride: 2, pad: 3 },
  { what: '5 to 7 channels', input: [2, 6, 5, 5], filter: [3, 3, 5, 7], stride: 1, pad: 1 },
  { what: '9 to 13 channels, stride 2', input: [2, 7, 8, 9], filter: [3, 3, 9, 13], stride: 2, pad: 1 },
  {
    what: '16 to 20 channels in many rows',
    input: [2, 40, 24, 16],
    filter: [3, 3, 16, 20],
    stride: 1,
    pad: 1,
  },
  { what: 'one channel, one image', input: [1, 5, 5, 1], filter: [3, 3, 1, 1], stride: 1, pad: 1 },
];

const stream = random(7, 'conv-gradients');
function drawn(shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal());
}

/** Both gradients on the current backend. */
async function gradients(given: Case, x: Float32Array, w: Float32Array, dy: Float32Array, shape: number[]) {
  const tensors: [Tensor, Tensor, Tensor] = [
    tensor4d(x, given.input),
    tensor4d(w, given.filter),
    tensor4d(dy, shape as [number, number, number, number]),
  ];
  const steps = { strides: given.stride, pad: given.pad, dataFormat: 'NHWC' };
  const run = (name: string, inputs: Record<string, Tensor>, extra: Record<string, number[]>) =>
    engine().runKernel(name, inputs, { ...steps, ...extra }) as Tensor;
  const filter = run(
    'Conv2DBackpropFilter',
    { x: tensors[0], dy: tensors[2] },
    { filterShape: given.filter },
  );
  const input = run(
    'Conv2DBackpropInput',
    { dy: tensors[2], filter: tensors[1] },
    { inputShape: given.input },
  );
  const read = {
    filter: await filter.data(),
    input: await input.data(),
    shapes: [filter.shape, input.shape],
  };
  for (const tensor of [...tensors, filter, input]) tensor.dispose();
  return read;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

/** Relative to the largest: sums of many terms have large values and large roundings. */
function relativeDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return (
    largestDifference(found, expected) /
    Math.max(1, largestDifference(expected, new Float32Array(expected.length)))
  );
}

describe('gradients of conv2d on wasm equal those of the CPU backend', () => {
  beforeAll(startWasmInNode);

  it('run as vector code here', () => {
    expect(canAssemble(backend() as BackendWasm)).toBe(true);
  });

  it.each(cases)('$what', async (given) => {
    const strides = given.stride;
    const info = convGeometry(given.input, given.filter, { strides, pad: given.pad, dataFormat: 'NHWC' });
    const values = [drawn(given.input), drawn(given.filter), drawn(info.outShape)] as const;
    await setBackend('cpu');
    const expected = await gradients(given, ...values, info.outShape);
    await setBackend('wasm');
    const before = memory().numTensors;
    const found = await gradients(given, ...values, info.outShape);
    expect(found.shapes).toEqual(expected.shapes);
    expect(relativeDifference(found.filter, expected.filter)).toBeLessThan(2e-5);
    expect(relativeDifference(found.input, expected.input)).toBeLessThan(2e-5);
    const asConvolutions = tidy(() => {
      const [x, w] = [tensor4d(values[0], given.input), tensor4d(values[1], given.filter)];
      const dy = tensor4d(values[2], info.outShape as [number, number, number, number]);
      const both = [convFilterGradient(x, dy, info), convInputGradient(dy, w, info)];
      return both.map((gradient) => Float32Array.from(gradient.dataSync()));
    });
    expect(relativeDifference(asConvolutions[0] ?? [], expected.filter)).toBeLessThan(2e-5);
    expect(relativeDifference(asConvolutions[1] ?? [], expected.input)).toBeLessThan(2e-5);
    expect(memory().numTensors).toBe(before);
  });
});
