import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { KernelsChoice } from '../../../spec/choices.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { adamRates, adamStep } from './adamStep.ts';

const start = {
  cpu: () => setBackend('cpu'),
  wasm: startWasmInNode,
};

const runs = (['cpu', 'wasm'] as const).flatMap((backend) =>
  (['ours', 'stock'] as const).map((choice) => [backend, choice] as const),
);

describe.each(runs)('adamStep on %s with %s kernels', (backend, choice: KernelsChoice) => {
  it('is the second step of torch.optim.Adam, and leaks nothing', async () => {
    await start[backend]();
    registerKernels(backend, choice);
    const before = memory().numTensors;
    const inputs = [
      tensor1d([1, -2]),
      tensor1d([0.1, -0.3]),
      tensor1d([0.02, 0.5]),
      tensor1d([0.004, 0]),
    ] as const;
    const rates = adamRates(0.1, 0.9, 2);
    const outputs = adamStep(...inputs, { rates, beta1: 0.9, weightDecay: 0.5 });
    // g = 0.1 + 0.5 = 0.6 and −0.3 − 1 = −1.3; m = 0.9m + 0.1g; v = 0.999v + 0.001g².
    const first = [0.018 + 0.06, 0.45 - 0.13];
    const second = [0.003996 + 0.00036, 0.00169];
    // m/(1 − 0.81), v/(1 − 0.998001); ε = 1e-8 is below what is compared here.
    const moved = (w: number, m: number, v: number) => w - (0.1 * (m / 0.19)) / Math.sqrt(v / 0.001999);
    const expected = [[moved(1, 0.078, 0.004356), moved(-2, 0.32, 0.00169)], first, second];
    for (const [i, tensor] of outputs.entries()) {
      (await tensor.data()).forEach((value, k) => {
        expect(value).toBeCloseTo(expected[i]?.[k] ?? Number.NaN, 6);
      });
    }
    expect(await inputs[0].data()).toEqual(Float32Array.of(1, -2));
    for (const tensor of [...inputs, ...outputs]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
