import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { codebookGradient, codebookLookup } from './codebook.ts';

const start = { cpu: () => setBackend('cpu'), wasm: startWasmInNode };

afterAll(() => {
  registerKernels('cpu');
  registerKernels('wasm');
});

describe.each(
  (['cpu', 'wasm'] as const).flatMap((backend) =>
    (['ours', 'stock'] as const).map((kernels) => [backend, kernels] as const),
  ),
)('a codebook on %s with %s kernels', (backend, kernels) => {
  it('gives each place its value, and each value the sum of its places’ gradients', async () => {
    await start[backend]();
    registerKernels(backend, kernels);
    const before = memory().numTensors;
    const codebook = tensor1d([0.5, -2, 7]);
    const index = tensor2d([
      [1, 0],
      [1, 1],
    ]);
    const y = codebookLookup(codebook, index);
    expect(y.shape).toEqual([2, 2]);
    expect(Array.from(await y.data())).toEqual([-2, 0.5, -2, -2]);
    const dy = tensor2d([
      [1, 10],
      [100, 1000],
    ]);
    const sums = codebookGradient(dy, index, 3);
    expect(Array.from(await sums.data())).toEqual([10, 1101, 0]);
    for (const tensor of [codebook, index, y, dy, sums]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
