import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { trainTiny } from '../trainingForTests.ts';
import { expectObserved, observedNetwork } from './statisticCases.ts';

const starts = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

describe('running statistics', () => {
  it.each(['cpu', 'wasm'] as const)(
    'keep the extremes that were seen, and means of a share, on %s',
    async (name) => {
      await starts[name]();
      const trained = await trainTiny({ learners: [{ model: observedNetwork }], epochs: 1 });
      expectObserved(trained);
      expect(trained.leaked).toBe(0);
    },
  );
});
