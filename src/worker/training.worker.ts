/// <reference lib="webworker" />
/**
 * The dedicated worker: connects a session to the page, to the backends' files and to the browser's storage.
 */

import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { openAnswers } from '../data/answers.ts';
import { keptMeasurements } from '../data/measurements.ts';
import { openStore } from '../data/store.ts';
import { chooseBackend } from '../engine/device/chooseBackend.ts';
import { problem } from '../shared/problem.ts';
import type { Command } from '../shared/protocol.ts';
import { words } from '../shared/sentence.ts';
import { createSession } from './session.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedSimdWasm,
};

/** The page's own address: a build puts this file into a folder beside the page, whatever the host's path. */
const page = new URL(import.meta.env.DEV ? '/' : '../', location.href);

const measurements = keptMeasurements();

const session = createSession({
  post: (event) => postMessage(event),
  openBackend: (choice, kernels) => chooseBackend(choice, { wasmPaths, measurements }, { kernels }),
  async fetchPublic(file) {
    const response = await fetch(new URL(file, page));
    // A server that answers every address with the page has not got the file either.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (!response.ok || isPage) {
      throw problem(
        'teacher-missing',
        words`The file ${file} did not load (status ${response.status}).`,
        'Reload the page, or choose a teacher to train here.',
      );
    }
    return new Uint8Array(await response.arrayBuffer());
  },
  store: openStore().catch(() => undefined),
  answers: openAnswers().catch(() => undefined),
});

addEventListener('message', ({ data }: MessageEvent<Command>) => session.obey(data));
