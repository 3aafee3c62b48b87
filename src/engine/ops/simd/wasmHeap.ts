/**
 * The wasm backend's memory, for functions of ours that run in it.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/**
 * The memory object, or undefined where a build of the backend hides it. The build with threads makes its memory in
 * JavaScript and keeps it as `wasmMemory`; the others, which the lab takes, export it.
 */
export function wasmMemory(backend: BackendWasm): WebAssembly.Memory | undefined {
  const module = backend.wasm as {
    readonly wasmMemory?: unknown;
    readonly asm?: { readonly memory?: unknown };
  };
  for (const candidate of [module.wasmMemory, module.asm?.memory]) {
    if (candidate instanceof WebAssembly.Memory) return candidate;
  }
  return undefined;
}

export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
}
