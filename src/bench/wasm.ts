/**
 * The wasm backend of tfjs in Node, as it is shipped. There it has SIMD and, in 4.22.0, always one thread.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getThreadsCount, setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, env, setBackend } from '@tensorflow/tfjs-core';

/** Makes wasm the current backend and says which it is. */
export async function startWasm(): Promise<string> {
  enableProdMode();
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threaded = await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  const threads = threaded ? getThreadsCount() : 1;
  return `tfjs-backend-wasm ${version_wasm}${simd ? ', SIMD' : ''}, ${threads === 1 ? '1 thread' : `${threads} threads`}`;
}
