/**
 * ONNX Runtime, loaded when a file is opened that needs it: its binary weighs 14 MB. It runs on the CPU alone, so that what
 * trains has the GPU to itself and an operator is there or not whatever the machine.
 */
import type * as onnxRuntime from 'onnxruntime-web';
import { problem } from '../../../shared/problem.ts';

export type OnnxRuntime = typeof onnxRuntime;

/** @throws ProblemError `backend-failed` where it cannot be loaded: offline, when it was never loaded before. */
export async function loadRuntime(): Promise<OnnxRuntime> {
  try {
    const [runtime, { default: binary }] = await Promise.all([
      import('onnxruntime-web/wasm'),
      import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
    ]);
    const { wasm } = runtime.env;
    // Our own origin's; left to itself it looks beside the bundle, under a name that the bundle does not keep.
    wasm.wasmPaths = { wasm: new URL(binary, import.meta.url).href };
    wasm.proxy = false;
    wasm.numThreads = threads();
    runtime.env.logLevel = 'error';
    return runtime;
  } catch {
    throw problem(
      'backend-failed',
      'ONNX Runtime did not load.',
      'Connect to the network, reload the page and open the file again.',
    );
  }
}

/** Threads share memory, which needs a page that is cross-origin isolated. */
function threads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2)));
}
