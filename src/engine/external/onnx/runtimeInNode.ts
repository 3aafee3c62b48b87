/**
 * ONNX Runtime in Node, for tests: it is handed its binary from the installed package.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { env } from 'onnxruntime-web/wasm';
import { loadRuntime, type OnnxRuntime } from './runtime.ts';

export async function loadRuntimeInNode(): Promise<OnnxRuntime> {
  env.wasm.wasmBinary ??= installedBinary();
  return loadRuntime();
}

export function installedBinary(): Uint8Array<ArrayBuffer> {
  const { resolve } = createRequire(import.meta.url);
  return new Uint8Array(readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')));
}
