import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { startWasm } from '../../engine/runtime/wasm.ts';
import { supplyMissingGradients } from '../plainTfjs/missingGradients.ts';
import { plainTfjs } from './plainTfjs.ts';

const supplied =
  'Its wasm backend lacks the gradient of a convolution’s filter and both of a depthwise convolution; the first is supplied as a forward convolution, the others are the lab’s. Its momentum optimiser never frees one tensor.';

export const stockWasm = plainTfjs(supplied, async ({ wasmPaths }) => {
  enableProdMode();
  const { simd } = await startWasm(wasmPaths);
  supplyMissingGradients();
  return `tfjs-backend-wasm ${version_wasm}${simd ? ', SIMD' : ''}, 1 thread`;
});
