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

/** The binary's own limit: its pool of threads is never larger. */
const mostThreads = 4;

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
    setThreadsCount(threadsWanted());
  } catch {
    throw failed('its binary could not be loaded before, and tfjs tries only once');
  }
  if (!(await withRoomForThreads(() => setBackend('wasm')))) throw failed('its binary could not be loaded');
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const threaded = simd && (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) === true;
  return { simd, threads: threaded ? Math.max(1, getThreadsCount()) : 1 };
}

const threadsWanted = () =>
  Math.max(1, Math.min(mostThreads, globalThis.navigator?.hardwareConcurrency || 1));

/**
 * The binary makes a pool of half as many threads as `navigator.hardwareConcurrency` says, whatever it is asked for:
 * one thread on a machine with two cores. So it is told twice the number while it starts.
 */
async function withRoomForThreads<Result>(start: () => Promise<Result>): Promise<Result> {
  const { navigator } = globalThis;
  if (!navigator) return start();
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * threadsWanted(), configurable: true });
  try {
    return await start();
  } finally {
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  }
}
