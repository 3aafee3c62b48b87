/**
 * The WebGPU backend in a browser, for tests: a software adapter will do.
 */
import { setBackend } from '@tensorflow/tfjs-core';
import { askForAdapter } from '../../runtime/gpuAdapter.ts';
import { startWebgpu } from '../../runtime/webgpu.ts';
import { registerKernels } from '../registerKernels.ts';

const offer = await askForAdapter(globalThis.navigator?.gpu);

/** Whether there is an adapter to start on. */
export const gpuIsHere = offer.kind === 'adapter';

let started = false;

/** Makes webgpu the current backend, with our kernels. */
export async function startGpuInBrowser(): Promise<void> {
  if (offer.kind !== 'adapter') throw new Error('There is no adapter.');
  if (started) await setBackend('webgpu');
  else await startWebgpu(offer.adapter);
  started = true;
  registerKernels('webgpu');
}
