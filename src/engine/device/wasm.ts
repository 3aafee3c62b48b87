/**
 * The WebAssembly backend of tfjs.
 */
import { env, setBackend } from '@tensorflow/tfjs-core';
import { problem } from '../../shared/problem.ts';
import { type Said, words } from '../../shared/sentence.ts';

/** Where the three binaries lie: the folder, with a slash at its end, or a URL for each. */
export type WasmPaths =
  | string
  | Readonly<
      Record<
        'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm-threaded-simd.wasm',
        string
      >
    >;

export interface WasmAbilities {
  readonly simd: boolean;
  readonly threads: number;
}

/**
 * Makes wasm the current backend: with SIMD where the engine has it, and threads where the page is cross-origin isolated.
 *
 * The binary takes half of the cores, four at the most, and that is left as it is: its threads wait by spinning. With two
 * threads on two cores that something else used as well, three default students of 15 epochs took 42 s, with one thread 12.
 *
 * @throws ProblemError `backend-failed`
 */
export async function startWasm(paths: WasmPaths): Promise<WasmAbilities> {
  const failed = (why: Said) =>
    problem(
      'backend-failed',
      words`WebAssembly did not start: ${why}.`,
      'Reload the page, or choose the cpu backend.',
    );
  if (typeof WebAssembly === 'undefined') throw failed(words`this browser has none, or has it switched off`);
  const { getThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  try {
    setWasmPaths(paths);
  } catch {
    throw failed(words`its binary could not be loaded before, and tfjs tries only once`);
  }
  if (!(await setBackend('wasm'))) throw failed(words`its binary could not be loaded`);
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const threaded = simd && (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) === true;
  return { simd, threads: threaded ? Math.max(1, getThreadsCount()) : 1 };
}
