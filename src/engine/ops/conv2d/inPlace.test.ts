/**
 * The forward convolution on wasm against the cpu backend's stock kernel.
 */
import '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  conv2d,
  engine,
  memory,
  setBackend,
  type Tensor4D,
  type TensorInfo,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { type ConvCase, convCases } from '../convCases.ts';
import { convGeometry } from '../convGeometry.ts';
import { registerKernels } from '../registerKernels.ts';
import { canAssemble } from '../simd/compile.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { convForwardInPlace } from './inPlace.ts';

/** Of the largest result; both sides sum in float32, in another order. */
const tolerance = 1e-5;

const stream = random(3, 'conv-forward');
const drawn = (shape: readonly number[]) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal());

async function convolved(
  { input, filter }: ConvCase,
  [x, w]: readonly Float32Array[],
  run: (x: Tensor4D, w: Tensor4D) => Tensor4D,
) {
  const tensors = [
    tensor4d(x ?? new Float32Array(), input),
    tensor4d(w ?? new Float32Array(), filter),
  ] as const;
  const y = run(...tensors);
  const values = Float32Array.from(await y.data());
  for (const tensor of [...tensors, y]) tensor.dispose();
  return { values, shape: y.shape };
}

describe('the forward convolution on wasm equals that of the cpu backend', () => {
  it.each(convCases)('$what', async (given) => {
    const data = [drawn(given.input), drawn(given.filter)];
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
    const expected = await convolved(given, data, (x, w) => conv2d(x, w, given.stride, given.pad));
    await startWasmInNode();
    const wasm = backend() as BackendWasm;
    expect(canAssemble(wasm)).toBe(true);
    const before = memory().numTensors;
    const info = convGeometry(given.input, given.filter, {
      strides: given.stride,
      pad: given.pad,
      dataFormat: 'NHWC',
    });
    const ways: ((x: Tensor4D, w: Tensor4D) => Tensor4D)[] = [
      (x, w) => conv2d(x, w, given.stride, given.pad),
      (x, w) =>
        engine().makeTensorFromTensorInfo(convForwardInPlace(wasm, x, w, info) as TensorInfo) as Tensor4D,
    ];
    for (const way of ways) {
      const found = await convolved(given, data, way);
      expect(found.shape).toEqual(expected.shape);
      const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const gap = found.values.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (expected.values[i] ?? Number.NaN))),
        0,
      );
      expect(gap / largest).toBeLessThan(tolerance);
    }
    expect(memory().numTensors).toBe(before);
  });
});
