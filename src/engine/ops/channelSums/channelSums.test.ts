import '@tensorflow/tfjs-backend-cpu';
import { memory, ones, setBackend, type Tensor4D, tensor1d, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { channelAffine } from '../channelAffine/channelAffine.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { channelSums } from './channelSums.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

/** Row counts that are prime, square, odd and 1, and channels around a vector's width. */
const shapes = [
  [1, 1, 1, 3],
  [1, 1, 7, 1],
  [2, 5, 3, 4],
  [3, 4, 4, 5],
  [13, 1, 1, 17],
] as const;

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  it.each(shapes)(
    'channelSums and channelAffine of [%i, %i, %i, %i] are the sums and products by hand',
    async (...shape) => {
      await start[backend]();
      const before = memory().numTensors;
      const stream = random(shape[3]);
      const [count, channels] = [shape[0] * shape[1] * shape[2], shape[3]];
      const values = Array.from({ length: count * channels }, () => stream.normal());
      const scale = Array.from({ length: channels }, (_, c) => c - 1.5);
      const x: Tensor4D = tensor4d(values, [...shape]);
      const sums = channelSums(x);
      const affine = channelAffine(x, tensor1d(scale), ones([channels]));
      const [summed, scaled] = [await sums.data(), await affine.data()];
      for (let c = 0; c < channels; c++) {
        let expected = 0;
        for (let row = 0; row < count; row++) expected += values[row * channels + c] ?? 0;
        expect(summed[c]).toBeCloseTo(expected, 4);
      }
      values.forEach((value, i) => {
        expect(scaled[i]).toBeCloseTo(value * (scale[i % channels] ?? 0) + 1, 5);
      });
      for (const tensor of [x, sums, affine]) tensor.dispose();
      expect(memory().numTensors).toBe(before + 2);
    },
  );

  it('channelSums of a matrix are its column sums', async () => {
    await start[backend]();
    const x = tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    expect(Array.from(await channelSums(x).data())).toEqual([9, 12]);
  });
});
