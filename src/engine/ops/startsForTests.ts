/**
 * The backends that Node has, with kernels and gradients of ours, for tests that run on each.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { registerGradients } from './gradients.ts';
import { registerKernels } from './registerKernels.ts';
import { startWasmInNode } from './wasmInNode.ts';

export const starts = {
  async cpu() {
    await setBackend('cpu');
    registerKernels('cpu');
    registerGradients();
  },
  async wasm() {
    await startWasmInNode();
    registerGradients();
  },
};
