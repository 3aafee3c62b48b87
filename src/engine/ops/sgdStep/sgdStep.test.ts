import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { sgdStep } from './sgdStep.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('sgdStep on %s', (backend) => {
  it('is the update of torch.optim.SGD, and leaks nothing', async () => {
    await start[backend]();
    const before = memory().numTensors;
    const weight = tensor1d([1, -2, 0.5]);
    const gradient = tensor1d([0.1, 0.2, -0.3]);
    const velocity = tensor1d([0, 1, -1]);
    const [w, v] = sgdStep(weight, gradient, velocity, {
      learningRate: 0.1,
      momentum: 0.9,
      weightDecay: 0.01,
    });
    // By hand: v = 0.9·v + g + 0.01·w = [0.11, 1.08, −1.195]; w = w − 0.1·v = [0.989, −2.108, 0.6195].
    const [weights, velocities] = [await w.data(), await v.data()];
    [0.989, -2.108, 0.6195].forEach((expected, i) => {
      expect(weights[i]).toBeCloseTo(expected, 6);
    });
    [0.11, 1.08, -1.195].forEach((expected, i) => {
      expect(velocities[i]).toBeCloseTo(expected, 6);
    });
    expect(await weight.data()).toEqual(Float32Array.of(1, -2, 0.5));
    for (const tensor of [weight, gradient, velocity, w, v]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
