/**
 * `sgdStep` for all parameters at once, packed in one vector, in place: one dispatch that reads three vectors and writes
 * two, four numbers a thread.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import { type BlockFactors, type BlockInputs, blockInputs, byBlock } from './blockFactors.ts';
import type { SgdStepSettings } from './sgdStep.ts';

const kernelName = 'PackedSgdStep';

type Settings = Pick<SgdStepSettings, 'momentum' | 'weightDecay'>;

/**
 * v ← momentum·v + (g + weightDecay·w), w ← w − rate·v, in place on `weights` and `velocity`; WebGPU only.
 *
 * @param weights and `gradients` and `velocity`: [L] each, 64 a divisor of L.
 */
export function packedSgdStep(
  weights: Tensor1D,
  gradients: Tensor1D,
  { velocity, rates, factors }: PackedSgdState,
  settings: Settings,
): void {
  const inputs = { weights, gradients, velocity, rates, ...blockInputs(factors) };
  engine().runKernel(kernelName, inputs, { ...settings });
}

export interface PackedSgdState {
  readonly velocity: Tensor1D;
  /** [3], of which the first is the learning rate. */
  readonly rates: Tensor1D;
  readonly factors?: BlockFactors | undefined;
}

type Inputs = Record<'weights' | 'gradients' | 'velocity' | 'rates', TensorInfo> & BlockInputs;

const packedSgdStepKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { weights, gradients, velocity, rates, ...factors } = inputs as unknown as Inputs;
  const by = byBlock(factors);
  const { momentum, weightDecay } = attrs as unknown as Settings;
  const { shader, workgroups } = elementwise({
    key: `PackedSgdStep momentum ${momentum} decay ${weightDecay}${by.key}`,
    bindings: [
      { name: 'weights', type: 'vec4<f32>', writes: true },
      { name: 'velocity', type: 'vec4<f32>', writes: true },
      { name: 'gradients', type: 'vec4<f32>' },
      { name: 'rates', type: 'f32' },
      ...by.bindings,
    ],
    count: (weights.shape[0] ?? 0) / 4,
    body: `
  let weight = weights[i];
  let moved = ${f32(momentum)} * velocity[i] + (gradients[i] + ${by.decay(f32(weightDecay))} * weight);
  velocity[i] = moved;
  weights[i] = weight - ${by.rate('rates[0]')} * moved;`,
  });
  for (const written of [weights, velocity]) aboutToWrite(gpu, written);
  dispatch(gpu, shader, [weights, velocity, gradients, rates, ...by.tensors], workgroups);
  return [];
};

export const packedSgdStepOp: Op = { name: kernelName, kernels: { webgpu: packedSgdStepKernel } };
