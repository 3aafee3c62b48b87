/**
 * The gradient of max pooling on wasm against the CPU backend's, and by hand.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grad,
  maxPool,
  memory,
  setBackend,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { poolCases, poolGradient } from './poolCases.ts';

describe('on wasm', () => {
  it.each(poolCases)('equals the cpu backend: $input, $window, stride $stride, $pad', async (given) => {
    await setBackend('cpu');
    registerKernels('cpu', 'stock');
    const expected = await poolGradient(given);
    await startWasmInNode();
    const before = memory().numTensors;
    const found = Array.from(await poolGradient(given));
    // The cpu backend sums in float64.
    expect(found).toEqual(Array.from(expected, (value) => expect.closeTo(value, 5)));
    expect(memory().numTensors).toBe(before);
  });

  it('gives a window’s dy to the first of its largest pixels', async () => {
    await startWasmInNode();
    tidy(() => {
      const pooled = (given: Tensor) => maxPool(given as Tensor4D, 2, 2, 'valid');
      const x: Tensor4D = tensor4d([1, 3, 2, 3, 0, 5, 0, 0], [1, 2, 4, 1]);
      const dx = grad(pooled)(x, tensor4d([10, 20], [1, 1, 2, 1]));
      // Windows [1 3 0 5] and [2 3 0 0].
      expect(Array.from(dx.dataSync())).toEqual([0, 0, 0, 20, 0, 10, 0, 0]);
      const equal: Tensor4D = tensor4d([7, 7, 7, 7], [1, 2, 2, 1]);
      const once = grad(pooled)(equal, tensor4d([1], [1, 1, 1, 1]));
      expect(Array.from(once.dataSync())).toEqual([1, 0, 0, 0]);
    });
  });
});
