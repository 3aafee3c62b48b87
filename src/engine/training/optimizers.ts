/**
 * Optimisers over named parameters, equal to PyTorch's update rules.
 *
 * What changes from step to step is told by `prepare`, before the step; `apply` is part of the step itself, which may be
 * recorded once and replayed.
 */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../spec/choices.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { type AdamRates, adamRates, adamStep } from '../ops/adamStep/adamStep.ts';
import { packedAdamStep } from '../ops/adamStep/packedAdamStep.ts';
import { packParts } from '../ops/packParts/packParts.ts';
import { packedSgdStep } from '../ops/sgdStep/packedSgdStep.ts';
import { sgdStep } from '../ops/sgdStep/sgdStep.ts';
import { createMoments } from './optimiserState.ts';
import type { Packed, ParameterStore } from './parameterStore.ts';

export interface OptimizerSettings {
  /** SGD's momentum; Adam's β₁. */
  readonly momentum: number;
  /** L2: added to the gradient as weightDecay·w, for both optimisers (`torch.optim.SGD`, `torch.optim.Adam`). */
  readonly weightDecay: number;
}

export interface Optimizer {
  /** Tells the learning rate of the step that follows, and makes the state that it needs. */
  prepare(parameters: ParameterStore, learningRate: number): void;
  /**
   * Moves every parameter that has a gradient. Gradients stay the caller's.
   *
   * @param gradients by parameter name, each of its parameter's shape; of a packed store's, all of them.
   */
  apply(parameters: ParameterStore, gradients: ReadonlyMap<string, Tensor>): void;
  /** What it keeps from step to step, off the device; see `createMoments`. Empty before the first step. */
  state(parameters: ParameterStore): Promise<HostParameters>;
  /**
   * Goes on from a state in place of its own; from an empty one as if there had been no step.
   *
   * @throws Error where it is the state of another optimiser, or of other parameters.
   */
  restore(parameters: ParameterStore, state: HostParameters): void;
  /** Frees the optimiser's state. */
  dispose(): void;
}

/** v ← momentum·v + g; w ← w − rate·v (`torch.optim.SGD`, no dampening, no Nesterov; v starts at 0). */
function sgd({ momentum, weightDecay }: OptimizerSettings): Optimizer {
  const moments = createMoments({ velocity: 'momentum_buffer' });
  let learningRate = 0;
  return {
    prepare(parameters, rate) {
      learningRate = rate;
      if (parameters.packed) moments.prepare(parameters.packed.weights, [rate]);
    },
    apply(parameters, gradients) {
      const { packed } = parameters;
      if (packed) {
        const gradient = packGradients(packed.weights, gradients);
        const { velocity } = moments.flat;
        const state = { velocity, rates: moments.rates, factors: packed.factors };
        packedSgdStep(packed.weights.flat, gradient, state, { momentum, weightDecay });
        gradient.dispose();
        return;
      }
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const before = moments.of('velocity', name, gradient);
        const rate = learningRate * parameters.rateOf(name);
        const decay = weightDecay * parameters.decayOf(name);
        const settings = { learningRate: rate, momentum, weightDecay: decay };
        const [next, velocity] = sgdStep(weight, gradient, before, settings);
        parameters.replace(name, next);
        moments.replace('velocity', name, velocity);
      }
    },
    state: moments.read,
    restore: moments.restore,
    dispose: moments.dispose,
  };
}

/** Kingma & Ba 2014, algorithm 1, with β₁ = momentum, β₂ = 0.999, ε = 1e-8 outside the root (`torch.optim.Adam`). */
function adam({ momentum: beta1, weightDecay }: OptimizerSettings): Optimizer {
  const moments = createMoments({ first: 'exp_avg', second: 'exp_avg_sq' });
  let rates: AdamRates = [0, 1, 1];
  let step = 0;
  return {
    prepare(parameters, learningRate) {
      step++;
      rates = adamRates(learningRate, beta1, step);
      if (parameters.packed) moments.prepare(parameters.packed.weights, rates);
    },
    apply(parameters, gradients) {
      const { packed } = parameters;
      if (packed) {
        const gradient = packGradients(packed.weights, gradients);
        const state = { ...moments.flat, rates: moments.rates, factors: packed.factors };
        packedAdamStep(packed.weights.flat, gradient, state, { beta1, weightDecay });
        gradient.dispose();
        return;
      }
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const first = moments.of('first', name, gradient);
        const second = moments.of('second', name, gradient);
        const [rate, ...corrections] = rates;
        const settings = {
          rates: [rate * parameters.rateOf(name), ...corrections] as const,
          beta1,
          weightDecay: weightDecay * parameters.decayOf(name),
        };
        const [next, m, v] = adamStep(weight, gradient, first, second, settings);
        parameters.replace(name, next);
        moments.replace('first', name, m);
        moments.replace('second', name, v);
      }
    },
    async state(parameters) {
      // Said before the first wait, as the moments are asked for.
      const at: HostParameters = step > 0 ? { step: { shape: [1], values: Float32Array.of(step) } } : {};
      return { ...(await moments.read(parameters)), ...at };
    },
    restore(parameters, { step: at, ...state }) {
      moments.restore(parameters, state);
      step = at?.values[0] ?? 0;
    },
    dispose: moments.dispose,
  };
}

/** Every gradient where its parameter lies among the packed ones, [length]. */
function packGradients({ names, starts, length }: Packed, gradients: ReadonlyMap<string, Tensor>): Tensor1D {
  const tensors = names.map((name) => {
    const gradient = gradients.get(name);
    if (!gradient) throw new Error(`no gradient reaches ${name}`);
    return gradient;
  });
  return packParts(
    tensors,
    names.map((name) => starts[name] ?? 0),
    length,
  );
}

/** The implementation of every optimiser that `spec/optimisers/` declares. */
export const optimizers = {
  sgd,
  adam,
} satisfies Record<OptimizerName, (settings: OptimizerSettings) => Optimizer>;
