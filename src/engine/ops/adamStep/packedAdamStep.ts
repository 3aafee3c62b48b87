/**
 * `adamStep` for all parameters at once, packed in one vector, in place: one dispatch that reads four vectors and writes
 * three, four numbers a thread.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { type BlockFactors, type BlockInputs, blockInputs, byBlock } from '../sgdStep/blockFactors.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import { type AdamStepSettings, beta2, epsilon } from './adamStep.ts';

const kernelName = 'PackedAdamStep';

type Settings = Pick<AdamStepSettings, 'beta1' | 'weightDecay' | 'decoupled'>;

/**
 * Adam's step, in place on `weights`, `first` and `second`; WebGPU only.
 *
 * @param weights and `gradients`, `first` and `second`: [L] each, 64 a divisor of L.
 */
export function packedAdamStep(
  weights: Tensor1D,
  gradients: Tensor1D,
  { first, second, rates, factors }: PackedAdamState,
  settings: Settings,
): void {
  const inputs = { weights, gradients, first, second, rates, ...blockInputs(factors) };
  engine().runKernel(kernelName, inputs, { ...settings, decoupled: settings.decoupled ?? false });
}

export interface PackedAdamState {
  readonly first: Tensor1D;
  readonly second: Tensor1D;
  /** [3], the numbers of `adamRates`. */
  readonly rates: Tensor1D;
  readonly factors?: BlockFactors | undefined;
}

type Inputs = Record<'weights' | 'gradients' | 'first' | 'second' | 'rates', TensorInfo> & BlockInputs;

const packedAdamStepKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { weights, gradients, first, second, rates, ...factors } = inputs as unknown as Inputs;
  const by = byBlock(factors);
  const { beta1, weightDecay, decoupled } = attrs as unknown as Settings;
  const rate = by.rate('rates[0]');
  const decay = by.decay(f32(weightDecay));
  const { shader, workgroups } = elementwise({
    key: `PackedAdamStep beta1 ${beta1} decay ${weightDecay}${decoupled ? ' apart' : ''}${by.key}`,
    bindings: [
      { name: 'weights', type: 'vec4<f32>', writes: true },
      { name: 'first', type: 'vec4<f32>', writes: true },
      { name: 'second', type: 'vec4<f32>', writes: true },
      { name: 'gradients', type: 'vec4<f32>' },
      { name: 'rates', type: 'f32' },
      ...by.bindings,
    ],
    count: (weights.shape[0] ?? 0) / 4,
    body: `
  let weight = weights[i];
  let slope = gradients[i]${decoupled ? '' : ` + ${decay} * weight`};
  let mean = ${f32(beta1)} * first[i] + ${f32(1 - beta1)} * slope;
  let power = ${f32(beta2)} * second[i] + ${f32(1 - beta2)} * (slope * slope);
  first[i] = mean;
  second[i] = power;
  weights[i] = ${decoupled ? `(1.0 - ${rate} * ${decay}) * weight` : 'weight'} - (${rate} * rates[1]) * mean / (sqrt(power * rates[2]) + ${f32(epsilon)});`,
  });
  for (const written of [weights, first, second]) aboutToWrite(gpu, written);
  dispatch(gpu, shader, [weights, first, second, gradients, rates, ...by.tensors], workgroups);
  return [];
};

export const packedAdamStepOp: Op = { name: kernelName, kernels: { webgpu: packedAdamStepKernel } };
