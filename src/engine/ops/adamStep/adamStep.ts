/**
 * One step of Adam for one parameter, in one pass (Kingma & Ba 2014, arXiv 1412.6980, algorithm 1; `torch.optim.Adam`):
 *
 *     g ← g + weightDecay·w,   m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²
 *     w ← w − rate·m̂/(√v̂ + ε),   m̂ = m/(1 − β₁ᵗ),   v̂ = v/(1 − β₂ᵗ)
 *
 * With decay apart from the gradient (Loshchilov & Hutter 2019, arXiv 1711.05101, algorithm 2; `torch.optim.AdamW`) g stays what it is, and
 *
 *     w ← (1 − rate·weightDecay)·w − rate·m̂/(√v̂ + ε)
 *
 * Composed it is fourteen operations a parameter; where the tensors are in memory that JavaScript reaches, one loop.
 */
import {
  add,
  div,
  engine,
  type KernelFunc,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';

const kernelName = 'AdamStep';

export const beta2 = 0.999;
export const epsilon = 1e-8;

/** What changes from step to step: learning rate, 1/(1 − β₁ᵗ), 1/(1 − β₂ᵗ). */
export type AdamRates = readonly [learningRate: number, firstScale: number, secondScale: number];

/** @param step t, counted from 1. */
export function adamRates(learningRate: number, beta1: number, step: number): AdamRates {
  return [learningRate, 1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
}

export interface AdamStepSettings {
  readonly rates: AdamRates;
  readonly beta1: number;
  readonly weightDecay: number;
  /** Whether decay is apart from the gradient, as AdamW has it; it is not unless given. */
  readonly decoupled?: boolean | undefined;
}

/** All four of one shape. Inputs stay the caller's, and so do the new weight, first and second moment. */
export function adamStep(
  weight: Tensor,
  gradient: Tensor,
  first: Tensor,
  second: Tensor,
  { rates, beta1, weightDecay, decoupled = false }: AdamStepSettings,
): readonly [weight: Tensor, first: Tensor, second: Tensor] {
  const inputs = { weight, gradient, first, second };
  const attributes = { rates: [...rates], beta1, weightDecay, decoupled };
  return engine().runKernel(kernelName, inputs, attributes) as unknown as [Tensor, Tensor, Tensor];
}

type Inputs<T> = Readonly<Record<'weight' | 'gradient' | 'first' | 'second', T>>;

function hostKernel(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { weight, gradient, first, second } = inputs as unknown as Inputs<TensorInfo>;
    const { rates, beta1, weightDecay, decoupled } = attrs as unknown as AdamStepSettings;
    const [learningRate, firstScale, secondScale] = rates;
    const inGradient = decoupled ? 0 : weightDecay;
    const kept = decoupled ? 1 - learningRate * weightDecay : 1;
    const memory = hostMemory(backendName, backend);
    const outputs = [weight, weight, weight].map(({ shape }) => memory.output(shape));
    type Views = [Float32Array, Float32Array, Float32Array];
    const [nextWeight, nextFirst, nextSecond] = outputs.map(memory.view) as Views;
    const [w, m, v] = [weight, first, second].map(memory.view) as Views;
    const g = memory.view(gradient);
    const stride = learningRate * firstScale;
    for (let i = 0; i < w.length; i++) {
      const before = w[i] as number;
      const slope = (g[i] as number) + inGradient * before;
      const mean = beta1 * (m[i] as number) + (1 - beta1) * slope;
      const power = beta2 * (v[i] as number) + (1 - beta2) * slope * slope;
      nextFirst[i] = mean;
      nextSecond[i] = power;
      nextWeight[i] = kept * before - (stride * mean) / (Math.sqrt(power * secondScale) + epsilon);
    }
    return outputs;
  };
}

const composedKernel: KernelFunc = ({ inputs, attrs }) => {
  const { weight, gradient, first, second } = inputs as unknown as Inputs<Tensor>;
  const { rates, beta1, weightDecay, decoupled } = attrs as unknown as AdamStepSettings;
  const [learningRate, firstScale, secondScale] = rates;
  return tidy(() => {
    const g = decoupled || weightDecay === 0 ? gradient : add(gradient, mul(weight, weightDecay));
    const m = add(mul(first, beta1), mul(g, 1 - beta1));
    const v = add(mul(second, beta2), mul(square(g), 1 - beta2));
    const denominator = add(mul(sqrt(v), Math.sqrt(secondScale)), epsilon);
    const kept = decoupled ? mul(weight, 1 - learningRate * weightDecay) : weight;
    return [sub(kept, mul(div(m, denominator), learningRate * firstScale)), m, v];
  });
};

export const adamStepOp: Op = {
  name: kernelName,
  shapes: ({ weight }) => [0, 1, 2].map(() => ({ shape: weight?.shape ?? [] })),
  composed: composedKernel,
  kernels: { cpu: hostKernel('cpu'), wasm: hostKernel('wasm') },
};
