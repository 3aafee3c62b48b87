/// <reference lib="webworker" />
/**
 * A worker that runs one peer, named as it is.
 */
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { Question } from '../messages.ts';
import { peerNames } from '../peers/catalogue.ts';
import { createRespondent } from './respondent.ts';

const known = peerNames.find((candidate) => candidate === self.name);
if (!known) throw new Error(`no peer is named ${self.name}`);
const respond = createRespondent(known, {
  wasmPaths: {
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
  },
  gpu: navigator.gpu,
});
addEventListener('message', async ({ data }: MessageEvent<Question>) => postMessage(await respond(data)));
