/**
 * `adamStep` for all parameters at once, packed in one vector, in place: one dispatch that reads four vectors and writes
 * three, four numbers a thread.
 */
import { engine, type KernelConfig, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import { type AdamStepSettings, beta2, epsilon } from './adamStep.ts';

const kernelName = 'PackedAdamStep';

type Settings = Pick<AdamStepSettings, 'beta1' | 'weightDecay'>;

/**
 * Adam's step, in place on `weights`, `first` and `second`; WebGPU only.
 *
 * @param weights  and `gradients`, `first` and `second`: [L] each, 4 a divisor of L.
 * @param rates    [3], the numbers of `adamRates`.
 */
export function packedAdamStep(
  weights: Tensor1D,
  gradients: Tensor1D,
  first: Tensor1D,
  second: Tensor1D,
  rates: Tensor1D,
  settings: Settings,
): void {
  engine().runKernel(kernelName, { weights, gradients, first, second, rates }, { ...settings });
}

type Inputs = Record<'weights' | 'gradients' | 'first' | 'second' | 'rates', TensorInfo>;

export const packedAdamStepKernel: KernelConfig = {
  kernelName,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as GpuBackend;
    const { weights, gradients, first, second, rates } = inputs as unknown as Inputs;
    const { beta1, weightDecay } = attrs as unknown as Settings;
    const { shader, workgroups } = elementwise({
      key: `PackedAdamStep beta1 ${beta1} decay ${weightDecay}`,
      bindings: [
        { name: 'weights', type: 'vec4<f32>', writes: true },
        { name: 'first', type: 'vec4<f32>', writes: true },
        { name: 'second', type: 'vec4<f32>', writes: true },
        { name: 'gradients', type: 'vec4<f32>' },
        { name: 'rates', type: 'f32' },
      ],
      count: (weights.shape[0] ?? 0) / 4,
      body: `
  let weight = weights[i];
  let slope = gradients[i] + ${f32(weightDecay)} * weight;
  let mean = ${f32(beta1)} * first[i] + ${f32(1 - beta1)} * slope;
  let power = ${f32(beta2)} * second[i] + ${f32(1 - beta2)} * (slope * slope);
  first[i] = mean;
  second[i] = power;
  weights[i] = weight - (rates[0] * rates[1]) * mean / (sqrt(power * rates[2]) + ${f32(epsilon)});`,
    });
    for (const written of [weights, first, second]) aboutToWrite(gpu, written);
    dispatch(gpu, shader, [weights, first, second, gradients, rates], workgroups);
    return [];
  },
};
