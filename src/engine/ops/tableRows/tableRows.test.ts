import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { gatherRows, oneHotRows } from './tableRows.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe.each(['cpu', 'wasm'] as const)('rows of tables on %s', (backend) => {
  it('are picked by number, and labels are 1 at their class', async () => {
    await start[backend]();
    const table = tensor2d([0, 1, 2, 3, 4, 5], [3, 2]);
    expect(Array.from(await gatherRows(table, tensor1d([2, 0], 'int32')).data())).toEqual([4, 5, 0, 1]);
    expect(Array.from(await oneHotRows(tensor1d([1, 0], 'int32'), 3).data())).toEqual([0, 1, 0, 1, 0, 0]);
    expect(Array.from(await oneHotRows(tensor1d([0, 0], 'int32'), 1).data())).toEqual([1, 1]);
  });
});
