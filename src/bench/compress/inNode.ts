/**
 * The lab's WebAssembly backend and ONNX Runtime in Node: both are handed their binaries from the installed packages.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, setBackend } from '@tensorflow/tfjs-core';
import { loadRuntime, type OnnxRuntime } from '../../engine/external/onnx/runtime.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';

const resolve = (path: string) => createRequire(import.meta.url).resolve(path);

/** Makes wasm the current backend, with our kernels, on one thread. */
export async function startWasm(): Promise<void> {
  // TensorFlow.js recommends another package for Node at every turn otherwise.
  env().set('PROD', true);
  setWasmPaths(`${dirname(resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
  registerKernels('wasm');
}

export const loadOnnxRuntime = (): Promise<OnnxRuntime> =>
  loadRuntime(new Uint8Array(readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))));
