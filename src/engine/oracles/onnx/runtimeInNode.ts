/**
 * ONNX Runtime in Node, for tests: it is handed its binary from the installed package.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadRuntime, type OnnxRuntime } from './runtime.ts';

export async function loadRuntimeInNode(): Promise<OnnxRuntime> {
  const runtime = await loadRuntime();
  const resolve = createRequire(import.meta.url).resolve;
  runtime.env.wasm.wasmBinary ??= readFileSync(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  return runtime;
}
