/**
 * The WebGPU backend of tfjs on a device of ours.
 */
import { env, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { within } from '../../base/timeLimit.ts';
import { asProblem, memoryShort, type Problem, problem } from '../../lang/problem.ts';
import { said, words } from '../../lang/sentence.ts';
import { openDevice } from './gpuAdapter.ts';

/** Seconds that a device and the program for it may take. */
const deviceLimit = 30;

/**
 * Makes webgpu the current backend.
 *
 * @returns `lost`, which resolves when the device can no longer be trusted.
 * @throws ProblemError `backend-failed`
 */
export async function startWebgpu(adapter: GPUAdapter): Promise<{ readonly lost: Promise<Problem> }> {
  try {
    let isLate = false;
    return await within(
      start(adapter, () => isLate),
      deviceLimit,
      () => {
        isLate = true;
        throw problem(
          'backend-failed',
          words`no answer within ${deviceLimit} seconds`,
          'Restart the browser.',
        );
      },
    );
  } catch (thrown) {
    throw problem(
      'backend-failed',
      words`WebGPU was found but did not start (${said(asProblem(thrown).what)})`,
      'Reload the page; if it happens again, choose the wasm backend.',
    );
  }
}

async function start(
  adapter: GPUAdapter,
  isLate: () => boolean,
): Promise<{ readonly lost: Promise<Problem> }> {
  const device = await openDevice(adapter);
  const { LabBackend } = await import('./labBackend.ts');
  // Another backend was taken for it meanwhile, which must stay the current one.
  if (isLate()) {
    device.destroy();
    throw new Error('too late');
  }
  // The stock gradient with respect to a convolution's input is one thread per number; this one is a matrix product.
  env().set('WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE', false);
  // Loading the package registered its own factory; a second start has a lost device to forget.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new LabBackend(device, adapter.info), 3);
  if (!(await setBackend('webgpu'))) throw new Error('the WebGPU backend did not start');
  return { lost: Promise.race([lossOf(device), errorOf(device)]) };
}

/** For whatever reason: the lab destroys no device that it has worked on, not even one that it gives up for another backend. */
function lossOf(device: GPUDevice): Promise<Problem> {
  return new Promise((resolve) => {
    const tell = ({ message }: GPUDeviceLostInfo) =>
      resolve({
        code: 'device-lost',
        what: message
          ? words`The browser lost the GPU (${message}); what was not finished is gone.`
          : words`The browser lost the GPU; what was not finished is gone.`,
        fix: 'Start again: the lab opens the GPU anew, and finished runs are kept.',
      });
    device.lost.then(tell, () => undefined);
  });
}

/** An error that nobody caught means that a dispatch did not run, so no number after it can be trusted. */
function errorOf(device: GPUDevice): Promise<Problem> {
  return new Promise((resolve) => {
    device.addEventListener('uncapturederror', ({ error }) => {
      if (error instanceof GPUOutOfMemoryError) return resolve(memoryShort(error.message));
      resolve({
        code: 'backend-failed',
        what: words`The GPU refused a step (${error.message.slice(0, 200)}).`,
        fix: 'Use smaller images, a smaller batch or a smaller model, or choose the wasm backend.',
      });
    });
  });
}
