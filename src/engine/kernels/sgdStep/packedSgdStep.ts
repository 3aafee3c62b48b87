/**
 * `sgdStep` for all parameters at once, packed in one vector, in place: one dispatch that reads three vectors and writes
 * two, four numbers a thread.
 */
import { engine, type KernelConfig, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import type { SgdStepSettings } from './sgdStep.ts';

const kernelName = 'PackedSgdStep';

type Settings = Pick<SgdStepSettings, 'momentum' | 'weightDecay'>;

/**
 * v ← momentum·v + (g + weightDecay·w), w ← w − rate·v, in place on `weights` and `velocity`; WebGPU only.
 *
 * @param weights  and `gradients` and `velocity`: [L] each, 4 a divisor of L.
 * @param rates    [3], of which the first is the learning rate.
 */
export function packedSgdStep(
  weights: Tensor1D,
  gradients: Tensor1D,
  velocity: Tensor1D,
  rates: Tensor1D,
  settings: Settings,
): void {
  engine().runKernel(kernelName, { weights, gradients, velocity, rates }, { ...settings });
}

type Inputs = Record<'weights' | 'gradients' | 'velocity' | 'rates', TensorInfo>;

export const packedSgdStepKernel: KernelConfig = {
  kernelName,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as GpuBackend;
    const { weights, gradients, velocity, rates } = inputs as unknown as Inputs;
    const { momentum, weightDecay } = attrs as unknown as Settings;
    const { shader, workgroups } = elementwise({
      key: `PackedSgdStep momentum ${momentum} decay ${weightDecay}`,
      bindings: [
        { name: 'weights', type: 'vec4<f32>', writes: true },
        { name: 'velocity', type: 'vec4<f32>', writes: true },
        { name: 'gradients', type: 'vec4<f32>' },
        { name: 'rates', type: 'f32' },
      ],
      count: (weights.shape[0] ?? 0) / 4,
      body: `
  let weight = weights[i];
  let moved = ${f32(momentum)} * velocity[i] + (gradients[i] + ${f32(weightDecay)} * weight);
  velocity[i] = moved;
  weights[i] = weight - rates[0] * moved;`,
    });
    for (const written of [weights, velocity]) aboutToWrite(gpu, written);
    dispatch(gpu, shader, [weights, velocity, gradients, rates], workgroups);
    return [];
  },
};
