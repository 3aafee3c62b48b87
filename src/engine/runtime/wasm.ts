/**
 * The WebAssembly backend of tfjs.
 */
import { env, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { within } from '../../base/timeLimit.ts';
import { problem } from '../../lang/problem.ts';
import { type Said, words } from '../../lang/sentence.ts';

/** Where the binaries lie: the folder, with a slash at its end, or a URL for each. */
export type WasmPaths =
  | string
  | Readonly<Record<'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm', string>>;

export interface WasmAbilities {
  readonly simd: boolean;
}

/** Seconds that the binary may take to be fetched, compiled and started: 400 kB, on a slow network too. */
const startLimit = 45;

/**
 * Makes wasm the current backend: with SIMD where the engine has it, on one thread.
 *
 * tfjs has a binary with threads besides, which is never taken. Its start can hang for ever (Firefox 153: about one visit
 * in four), and its threads wait by spinning: with two threads on two cores that something else used as well, three
 * default students of 15 epochs took 42 s, with one thread 12. The kernels of ours that training runs on use one anyway.
 *
 * @throws ProblemError `backend-failed`, also where nothing has started after `startLimit`
 */
export async function startWasm(paths: WasmPaths): Promise<WasmAbilities> {
  const failed = (why: Said) =>
    problem(
      'backend-failed',
      words`WebAssembly did not start: ${why}.`,
      'Reload the page, or choose the cpu backend.',
    );
  if (typeof WebAssembly === 'undefined') throw failed(words`this browser has none, or has it switched off`);
  let isLate = false;
  const started = start(paths, failed);
  // tfjs makes current what starts, also long after another was taken for it.
  started.then(
    () => isLate && removeBackend('wasm'),
    () => undefined,
  );
  return within(started, startLimit, () => {
    isLate = true;
    throw failed(words`its binary had not started after ${startLimit} seconds`);
  });
}

async function start(paths: WasmPaths, failed: (why: Said) => Error): Promise<WasmAbilities> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  try {
    // tfjs wants an address for each of its three binaries, also for the one that is never taken.
    setWasmPaths(
      typeof paths === 'string'
        ? paths
        : { ...paths, 'tfjs-backend-wasm-threaded-simd.wasm': paths['tfjs-backend-wasm-simd.wasm'] },
    );
  } catch {
    throw failed(words`its binary could not be loaded before, and tfjs tries only once`);
  }
  if (!(await setBackend('wasm'))) throw failed(words`its binary could not be loaded`);
  return { simd: (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true };
}
