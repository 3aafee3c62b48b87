import { getBackend, getKernel } from '@tensorflow/tfjs-core';

/**
 * Whether data stay on the device of the backend that is current: on WebGPU with our kernels. Stock ones have nothing that
 * works in place, which that needs.
 */
export function isOnDevice(): boolean {
  return getBackend() === 'webgpu' && getKernel('GatherImages', 'webgpu') !== undefined;
}
