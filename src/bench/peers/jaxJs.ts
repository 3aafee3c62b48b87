import { defaultDevice, init } from '@jax-js/jax';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { jaxDistillation } from '../jax/distillation.ts';
import { jaxEvaluation } from '../jax/evaluation.ts';
import type { Peer } from './peer.ts';

/** jax-js on WebGPU: the same networks, losses and updates, each step one jitted function. */
export const jaxJs: Peer = {
  async start() {
    // The inputs are tensors of tfjs, and are read once.
    await setBackend('cpu');
    if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js did not start on WebGPU.');
    defaultDevice('webgpu');
    return {
      library: '@jax-js/jax 0.1.25, WebGPU',
      note: 'The same networks written in it, channels first; forward, backward and update in one jitted function.',
    };
  },
  open: (workload) =>
    workload.kind === 'evaluation'
      ? jaxEvaluation(workload, () => undefined)
      : jaxDistillation(workload, () => undefined),
  openObserved: (workload, observe) =>
    workload.kind === 'evaluation'
      ? jaxEvaluation(workload, observe, 1)
      : jaxDistillation(workload, (loss) => observe([loss]), 1),
};
