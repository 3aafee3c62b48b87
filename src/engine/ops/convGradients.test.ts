/**
 * Our wasm gradients of conv2d against the CPU backend's stock kernels, on shapes chosen to be awkward.
 */
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, engine, memory, setBackend, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { type ConvCase, convCases } from './convCases.ts';
import { convFilterGradient } from './convFilterGradient/convFilterGradient.ts';
import { convGeometry } from './convGeometry.ts';
import { convInputGradient } from './convInputGradient/convInputGradient.ts';
import { canAssemble } from './simd/compile.ts';
import { startWasmInNode } from './wasmInNode.ts';

const stream = random(7, 'conv-gradients');
function drawn(shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal());
}

/** Both gradients on the current backend. */
async function gradients(
  given: ConvCase,
  x: Float32Array,
  w: Float32Array,
  dy: Float32Array,
  shape: number[],
) {
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

  it.each(convCases)('$what', async (given) => {
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
