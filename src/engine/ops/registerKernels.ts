/**
 * Gradients for every backend, and kernels over the stock ones where a backend lacks them or is slow.
 *
 * With `stock`, the operations that tfjs has run on its own kernels, and ours are composed of those.
 */
import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { BackendName, KernelsChoice } from '../../spec/choices.ts';
import { ops } from './catalogue.ts';
import { registerGradients } from './gradients.ts';
import type { Op } from './op.ts';
import { keepStock, stockOf } from './stockKernels.ts';

/** Call once the backend's package is loaded; again, with another choice too, is harmless. */
export function registerKernels(
  backendName: BackendName,
  choice: KernelsChoice = 'ours',
  catalogue: readonly Op[] = ops,
): void {
  registerGradients(catalogue);
  for (const [name, config] of stockOf(backendName)) {
    if (config) register(config);
    else withdraw(name, backendName);
  }
  for (const { name: kernelName, composed } of catalogue) {
    if (composed) register({ kernelName, backendName, kernelFunc: composed });
  }
  for (const { name: kernelName, kernels, lackedBy } of catalogue) {
    const kernelFunc = kernels?.[backendName];
    if (!kernelFunc || (choice === 'stock' && !lackedBy?.includes(backendName))) continue;
    keepStock(kernelName, backendName, getKernel(kernelName, backendName));
    register({ kernelName, backendName, kernelFunc });
  }
}

function register(kernel: KernelConfig): void {
  withdraw(kernel.kernelName, kernel.backendName);
  registerKernel(kernel);
}

function withdraw(kernelName: string, backendName: string): void {
  if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
}
