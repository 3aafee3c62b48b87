/**
 * The wasm backend in Node, for tests: it finds its binary in the installed package.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { registerKernels } from './registerKernels.ts';

/** Makes wasm the current backend, with our kernels. */
export async function startWasmInNode(): Promise<void> {
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
  registerKernels('wasm');
}
