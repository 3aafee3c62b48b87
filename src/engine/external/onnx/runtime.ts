/**
 * ONNX Runtime, loaded when a file is opened that needs it: its binary weighs 14 MB. It runs on the CPU alone, so that what
 * trains has the GPU to itself and an operator is there or not whatever the machine.
 */
import type * as onnxRuntime from 'onnxruntime-web';
import { problem } from '../../../lang/problem.ts';

export type OnnxRuntime = typeof onnxRuntime;

/**
 * @param binary where it is at hand; fetched otherwise
 * @throws ProblemError `backend-failed` where it cannot be fetched; it may be asked for again.
 */
export async function loadRuntime(binary?: Uint8Array<ArrayBuffer>): Promise<OnnxRuntime> {
  try {
    const [runtime, { default: address }] = await Promise.all([
      import('onnxruntime-web/wasm'),
      import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
    ]);
    const { wasm } = runtime.env;
    // Left to itself it looks beside the bundle, under a name that the bundle does not keep, and never tries a second time.
    wasm.wasmBinary ??= binary ?? (await fetched(new URL(address, import.meta.url)));
    wasm.proxy = false;
    wasm.numThreads = threads();
    // What is wrong with a file is said to people, not to the console.
    runtime.env.logLevel = 'fatal';
    return runtime;
  } catch {
    throw problem(
      'backend-failed',
      'ONNX Runtime did not load.',
      'Check that the network is there, and open the file again; it is not among what is kept for offline use.',
    );
  }
}

async function fetched(address: URL): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.arrayBuffer();
}

/** Threads share memory, which needs a page that is cross-origin isolated. */
function threads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2)));
}
