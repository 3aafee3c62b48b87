/**
 * One step of SGD with momentum and weight decay for one parameter, in one pass (`torch.optim.SGD`):
 *
 *     v ← momentum·v + (g + weightDecay·w),   w ← w − rate·v
 *
 * As stock operations this is six kernels a parameter, and at a student's size their bookkeeping costs more than
 * their arithmetic. Where the tensors are in memory that JavaScript reaches, one loop does it; elsewhere the same
 * formula runs as stock operations.
 */
import {
  add,
  engine,
  type KernelFunc,
  mul,
  type NamedTensorMap,
  sub,
  type Tensor,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';

const kernelName = 'SgdStep';

export interface SgdStepSettings {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

/** All three of one shape; the inputs stay the caller's, and so do the new weight and the new velocity. */
export function sgdStep(
  weight: Tensor,
  gradient: Tensor,
  velocity: Tensor,
  settings: SgdStepSettings,
): readonly [Tensor, Tensor] {
  const inputs = { weight, gradient, velocity } satisfies NamedTensorMap;
  return engine().runKernel(kernelName, inputs, { ...settings }) as unknown as [Tensor, Tensor];
}

interface Inputs {
  readonly weight: TensorInfo;
  readonly gradient: TensorInfo;
  readonly velocity: TensorInfo;
}

function hostKernel(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { weight, gradient, velocity } = inputs as unknown as Inputs;
    const { learningRate, momentum, weightDecay } = attrs as unknown as SgdStepSettings;
    const memory = hostMemory(backendName, backend);
    const outputs = [memory.output(weight.shape), memory.output(weight.shape)] as const;
    const [nextWeight, nextVelocity] = outputs.map(memory.view) as [Float32Array, Float32Array];
    const [w, g, v] = [weight, gradient, velocity].map(memory.view) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let i = 0; i < w.length; i++) {
      const moved = momentum * (v[i] as number) + (g[i] as number) + weightDecay * (w[i] as number);
      nextVelocity[i] = moved;
      nextWeight[i] = (w[i] as number) - learningRate * moved;
    }
    return [...outputs];
  };
}

const composedKernel: KernelFunc = ({ inputs, attrs }) => {
  const { weight, gradient, velocity } = inputs as unknown as Record<keyof Inputs, Tensor>;
  const { learningRate, momentum, weightDecay } = attrs as unknown as SgdStepSettings;
  const moved = tidy(() => add(mul(velocity, momentum), add(gradient, mul(weight, weightDecay))));
  return [tidy(() => sub(weight, mul(moved, learningRate))), moved];
};

export const sgdStepOp: Op = {
  name: kernelName,
  shapes: ({ weight }) => [0, 1].map(() => ({ shape: weight?.shape ?? [] })),
  composed: composedKernel,
  kernels: { cpu: hostKernel('cpu'), wasm: hostKernel('wasm') },
};
