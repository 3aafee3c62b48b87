/**
 * The WebAssembly backend of tfjs.
 */
import { env, setBackend } from '@tensorflow/tfjs-core';
import { problem } from '../../shared/problem.ts';

/** Where the three binaries lie: the folder, with a slash at its end, or a URL for each. */
export type WasmPaths =
  | string
  | Readonly<
      Record<
        'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm-threaded-simd.wasm',
        string
      >
    >;

/** More threads than this were not tried. */
const mostThreads = 8;

export interface WasmAbilities {
  readonly simd: boolean;
  readonly threads: number;
}

/**
 * Makes wasm the current backend: with SIMD where the engine has it, and threads where the page is cross-origin isolated.
 *
 * @throws ProblemError `backend-failed`
 */
export async function startWasm(paths: WasmPaths): Promise<WasmAbilities> {
  const failed = (why: string) =>
    problem(
      'backend-failed',
      `WebAssembly did not start: ${why}.`,
      'Reload the page, or choose the cpu backend.',
    );
  if (typeof WebAssembly === 'undefined') throw failed('this browser has none, or has it switched off');
  const { getThreadsCount, setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  try {
    setWasmPaths(paths);
    // Left alone, tfjs takes half of the cores: one thread on a machine that has two.
    setThreadsCount(Math.max(1, Math.min(mostThreads, globalThis.navigator?.hardwareConcurrency || 1)));
  } catch {
    throw failed('its binary could not be loaded before, and tfjs tries only once');
  }
  if (!(await setBackend('wasm'))) throw failed('its binary could not be loaded');
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const threaded = simd && (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) === true;
  return { simd, threads: threaded ? Math.max(1, getThreadsCount()) : 1 };
}
