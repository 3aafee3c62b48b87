/// <reference lib="webworker" />
/**
 * The dedicated worker: connects a session to the page, to the backends' files and to the browser's storage.
 */

import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { watchDatabases } from '../base/databaseTroubles.ts';
import { opened } from '../base/opened.ts';
import { openLogitsStore } from '../data/store/logits.ts';
import { keptMeasurements } from '../data/store/measurements.ts';
import { openNetworks } from '../data/store/networks/openNetworks.ts';
import { watched } from '../data/store/networks/watched.ts';
import { openStore } from '../data/store/store.ts';
import { chooseBackend } from '../engine/runtime/chooseBackend.ts';
import type { Command, Event } from '../protocol/protocol.ts';
import { publicFile } from './publicFile.ts';
import { createSession } from './session.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
};

/** The page's own address: a build puts this file into a folder beside the page, whatever the host's path. */
const page = new URL(import.meta.env.DEV ? '/' : '../', location.href);

/** Seconds for a database to open; one that another page blocks, or that does not answer, is done without until it opens. */
const openingLimit = 10;
/** Bytes of training that has not ended, with its optimiser's state. */
const unfinishedRoom = 256 * 2 ** 20;
const measurements = keptMeasurements();

/** To the workers of other tabs, which keep the same networks. */
const networkChannel =
  'BroadcastChannel' in globalThis ? new BroadcastChannel('distillation-lab-networks') : undefined;
const tellNetworks = () => postMessage({ type: 'networks-changed' } satisfies Event);

const session = createSession({
  post: (event) => postMessage(event),
  openBackend: (choice, kernels) => chooseBackend(choice, { wasmPaths, measurements }, { kernels }),
  fetchPublic: (file) => publicFile(new URL(file, page), file),
  store: opened(openStore(), openingLimit),
  logits: opened(openLogitsStore(), openingLimit),
  networks: opened(
    openNetworks().then((store) => watched(store, networkChannel, tellNetworks)),
    openingLimit,
  ),
  middles: opened(openNetworks('distillation-lab-unfinished', unfinishedRoom), openingLimit),
});

watchDatabases((troubles) => postMessage({ type: 'databases', troubles } satisfies Event));
addEventListener('message', ({ data }: MessageEvent<Command>) => session.obey(data));
