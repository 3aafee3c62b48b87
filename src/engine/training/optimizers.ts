/**
 * Optimisers over named parameters, equal to PyTorch's update rules.
 */
import { add, div, mul, sqrt, square, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../shared/choices.ts';
import { sgdStep } from '../kernels/sgdStep/sgdStep.ts';
import type { ParameterStore } from './parameterStore.ts';

export interface OptimizerSettings {
  /** SGD's momentum; Adam's β₁. */
  readonly momentum: number;
  /** L2: added to the gradient as weightDecay·w, for both optimisers (`torch.optim.SGD`, `torch.optim.Adam`). */
  readonly weightDecay: number;
}

export interface Optimizer {
  /**
   * Moves every parameter that has a gradient. Gradients stay the caller's.
   *
   * @param gradients by parameter name, each of its parameter's shape.
   */
  apply(parameters: ParameterStore, gradients: ReadonlyMap<string, Tensor>, learningRate: number): void;
  /** Frees the optimiser's state. */
  dispose(): void;
}

/** State tensors by parameter name; replacing one frees the one before. */
function slots() {
  const held = new Map<string, Tensor>();
  return {
    get: (name: string) => held.get(name),
    set(name: string, tensor: Tensor) {
      if (held.get(name) !== tensor) held.get(name)?.dispose();
      held.set(name, tensor);
    },
    dispose() {
      for (const tensor of held.values()) tensor.dispose();
      held.clear();
    },
  };
}

const decayed = (gradient: Tensor, weight: Tensor, weightDecay: number) =>
  weightDecay === 0 ? gradient : add(gradient, mul(weight, weightDecay));

/** v ← momentum·v + g; w ← w − rate·v (`torch.optim.SGD`, no dampening, no Nesterov; v starts at 0). */
function sgd({ momentum, weightDecay }: OptimizerSettings): Optimizer {
  const velocities = slots();
  return {
    apply(parameters, gradients, learningRate) {
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const before = velocities.get(name) ?? zerosLike(gradient);
        velocities.set(name, before);
        const [next, velocity] = sgdStep(weight, gradient, before, { learningRate, momentum, weightDecay });
        parameters.replace(name, next);
        velocities.set(name, velocity);
      }
    },
    dispose: velocities.dispose,
  };
}

/** Kingma & Ba 2014, algorithm 1, with β₁ = momentum, β₂ = 0.999, ε = 1e-8 outside the root (`torch.optim.Adam`). */
function adam({ momentum: beta1, weightDecay }: OptimizerSettings): Optimizer {
  const beta2 = 0.999;
  const epsilon = 1e-8;
  const first = slots();
  const second = slots();
  let step = 0;
  return {
    apply(parameters, gradients, learningRate) {
      step++;
      const correction1 = 1 - beta1 ** step;
      const correction2 = 1 - beta2 ** step;
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const [next, m, v] = tidy(() => {
          const g = decayed(gradient, weight, weightDecay);
          const m = add(mul(first.get(name) ?? zerosLike(g), beta1), mul(g, 1 - beta1));
          const v = add(mul(second.get(name) ?? zerosLike(g), beta2), mul(square(g), 1 - beta2));
          const denominator = add(mul(sqrt(v), 1 / Math.sqrt(correction2)), epsilon);
          return [sub(weight, mul(div(m, denominator), learningRate / correction1)), m, v] as [
            Tensor,
            Tensor,
            Tensor,
          ];
        });
        parameters.replace(name, next);
        first.set(name, m);
        second.set(name, v);
      }
    },
    dispose() {
      first.dispose();
      second.dispose();
    },
  };
}

/** The catalogue: one line an optimiser. */
export const optimizers: Readonly<Record<OptimizerName, (settings: OptimizerSettings) => Optimizer>> = {
  sgd,
  adam,
};
