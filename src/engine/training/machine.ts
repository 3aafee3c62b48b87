/**
 * Picks how steps are computed on the backend that is current.
 */
import { getBackend, getKernel } from '@tensorflow/tfjs-core';
import { hostMachine } from './hostMachine.ts';
import { residentMachine } from './residentMachine.ts';
import type { Machine, TrainingData } from './stepper.ts';

/** The caller owns the machine and, after it, still owns `data`. */
export function openMachine(data: TrainingData): Machine {
  // Stock kernels have nothing that works in place, which is what data that stay on the device need.
  const resident = getBackend() === 'webgpu' && getKernel('GatherImages', 'webgpu') !== undefined;
  return resident ? residentMachine(data) : hostMachine(data);
}
