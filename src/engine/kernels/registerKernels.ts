/**
 * Gradients for every backend, and kernels over the stock ones where a backend lacks them or is slow.
 */
import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { BackendName } from '../../shared/choices.ts';
import { channelAffineKernels } from './channelAffine/channelAffine.ts';
import { channelSumsKernels } from './channelSums/channelSums.ts';
import { convFilterGradientKernel } from './convFilterGradient/convFilterGradient.ts';
import { convInputGradientKernel } from './convInputGradient/convInputGradient.ts';
import { registerGradients } from './gradients.ts';
import { sgdStepKernels } from './sgdStep/sgdStep.ts';

const kernels: Readonly<Record<BackendName, readonly KernelConfig[]>> = {
  webgpu: [channelAffineKernels.webgpu, channelSumsKernels.webgpu, sgdStepKernels.webgpu],
  wasm: [
    channelAffineKernels.wasm,
    channelSumsKernels.wasm,
    convFilterGradientKernel,
    convInputGradientKernel,
    sgdStepKernels.wasm,
  ],
  cpu: [channelAffineKernels.cpu, channelSumsKernels.cpu, sgdStepKernels.cpu],
};

/** Call once the backend's package is loaded; again is harmless. */
export function registerKernels(backend: BackendName): void {
  registerGradients();
  for (const kernel of kernels[backend]) {
    if (getKernel(kernel.kernelName, kernel.backendName)) {
      unregisterKernel(kernel.kernelName, kernel.backendName);
    }
    registerKernel(kernel);
  }
}
