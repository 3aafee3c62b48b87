/**
 * The convolution with its affine map, shortcut and ReLU against the sums written out.
 */
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { convAffine } from './convAffine.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const [batch, height, width, inChannels, outChannels, kernel, stride, padding] = [2, 5, 4, 3, 5, 3, 2, 1];
const [outHeight, outWidth] = [3, 2];

const stream = random(3, 'conv-affine');
const drawn = (...shape: number[]) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal());
const x = drawn(batch, height, width, inChannels);
const filter = drawn(kernel, kernel, inChannels, outChannels);
const scale = drawn(outChannels);
const shift = drawn(outChannels);
const residual = drawn(batch, outHeight, outWidth, outChannels);

/** The plain sum over the filter for one result. */
function convolved(b: number, p: number, q: number, o: number): number {
  let sum = 0;
  for (let k = 0; k < kernel; k++) {
    for (let l = 0; l < kernel; l++) {
      const [row, column] = [p * stride + k - padding, q * stride + l - padding];
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      for (let i = 0; i < inChannels; i++) {
        const pixel = x[((b * height + row) * width + column) * inChannels + i] as number;
        sum += pixel * (filter[((k * kernel + l) * inChannels + i) * outChannels + o] as number);
      }
    }
  }
  return sum;
}

const variants = [
  { activation: 'relu', scaled: true, added: true },
  { activation: 'relu', scaled: true, added: false },
  { activation: 'linear', scaled: false, added: true },
  { activation: 'linear', scaled: false, added: false },
] as const;

describe.each(['cpu', 'wasm'] as const)('convAffine on %s', (backend) => {
  it.each(variants)('$activation, scale $scaled, residual $added', async ({ activation, scaled, added }) => {
    await start[backend]();
    const before = memory().numTensors;
    const tensors = {
      x: tensor4d(x, [batch, height, width, inChannels]),
      filter: tensor4d(filter, [kernel, kernel, inChannels, outChannels]),
      shift: tensor1d(shift),
      scale: scaled ? tensor1d(scale) : undefined,
      residual: added ? tensor4d(residual, [batch, outHeight, outWidth, outChannels]) : undefined,
    };
    const y = convAffine({ ...tensors, stride, padding, activation });
    expect(y.shape).toEqual([batch, outHeight, outWidth, outChannels]);
    const found = await y.data();
    for (let n = 0; n < found.length; n++) {
      const o = n % outChannels;
      const q = Math.floor(n / outChannels) % outWidth;
      const p = Math.floor(n / (outChannels * outWidth)) % outHeight;
      const b = Math.floor(n / (outChannels * outWidth * outHeight));
      const value =
        convolved(b, p, q, o) * (scaled ? (scale[o] as number) : 1) +
        (shift[o] as number) +
        (added ? (residual[n] as number) : 0);
      expect(found[n]).toBeCloseTo(activation === 'relu' ? Math.max(0, value) : value, 4);
    }
    for (const tensor of [y, ...Object.values(tensors)]) tensor?.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
