/**
 * Optimisers over named parameters, equal to PyTorch's update rules.
 *
 * What changes from step to step is told by `prepare`, before the step; `apply` is part of the step itself, which may be
 * recorded once and replayed.
 */
import { dispose, type Rank, type Tensor, type Tensor1D, zeros, zerosLike } from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../spec/choices.ts';
import { type AdamRates, adamRates, adamStep } from '../ops/adamStep/adamStep.ts';
import { packedAdamStep } from '../ops/adamStep/packedAdamStep.ts';
import { packParts } from '../ops/packParts/packParts.ts';
import { packedSgdStep } from '../ops/sgdStep/packedSgdStep.ts';
import { sgdStep } from '../ops/sgdStep/sgdStep.ts';
import { writeTensor } from '../ops/webgpu/writeTensor.ts';
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

/** v ← momentum·v + g; w ← w − rate·v (`torch.optim.SGD`, no dampening, no Nesterov; v starts at 0). */
function sgd({ momentum, weightDecay }: OptimizerSettings): Optimizer {
  const velocities = slots();
  const flat = packedState(['velocity']);
  let learningRate = 0;
  return {
    prepare(parameters, rate) {
      learningRate = rate;
      if (parameters.packed) flat.prepare(parameters.packed.weights, [rate]);
    },
    apply(parameters, gradients) {
      const { packed } = parameters;
      if (packed) {
        const gradient = packGradients(packed.weights, gradients);
        const { velocity } = flat.tensors;
        const state = { velocity, rates: flat.rates, factors: packed.factors };
        packedSgdStep(packed.weights.flat, gradient, state, { momentum, weightDecay });
        gradient.dispose();
        return;
      }
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const before = velocities.get(name) ?? zerosLike(gradient);
        velocities.set(name, before);
        const rate = learningRate * parameters.rateOf(name);
        const decay = weightDecay * parameters.decayOf(name);
        const settings = { learningRate: rate, momentum, weightDecay: decay };
        const [next, velocity] = sgdStep(weight, gradient, before, settings);
        parameters.replace(name, next);
        velocities.set(name, velocity);
      }
    },
    dispose() {
      velocities.dispose();
      flat.dispose();
    },
  };
}

/** Kingma & Ba 2014, algorithm 1, with β₁ = momentum, β₂ = 0.999, ε = 1e-8 outside the root (`torch.optim.Adam`). */
function adam({ momentum: beta1, weightDecay }: OptimizerSettings): Optimizer {
  const firsts = slots();
  const seconds = slots();
  const flat = packedState(['first', 'second']);
  let rates: AdamRates = [0, 1, 1];
  let step = 0;
  return {
    prepare(parameters, learningRate) {
      step++;
      rates = adamRates(learningRate, beta1, step);
      if (parameters.packed) flat.prepare(parameters.packed.weights, rates);
    },
    apply(parameters, gradients) {
      const { packed } = parameters;
      if (packed) {
        const gradient = packGradients(packed.weights, gradients);
        const { first, second } = flat.tensors;
        const state = { first, second, rates: flat.rates, factors: packed.factors };
        packedAdamStep(packed.weights.flat, gradient, state, { beta1, weightDecay });
        gradient.dispose();
        return;
      }
      for (const [name, gradient] of gradients) {
        const weight = parameters.get(name);
        const first = firsts.get(name) ?? zerosLike(gradient);
        const second = seconds.get(name) ?? zerosLike(gradient);
        firsts.set(name, first);
        seconds.set(name, second);
        const [rate, ...corrections] = rates;
        const settings = {
          rates: [rate * parameters.rateOf(name), ...corrections] as const,
          beta1,
          weightDecay: weightDecay * parameters.decayOf(name),
        };
        const [next, m, v] = adamStep(weight, gradient, first, second, settings);
        parameters.replace(name, next);
        firsts.set(name, m);
        seconds.set(name, v);
      }
    },
    dispose() {
      firsts.dispose();
      seconds.dispose();
      flat.dispose();
    },
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

/** An optimiser's state for packed parameters: flat tensors of zeros, and the numbers that change from step to step. */
function packedState<Name extends string>(names: readonly Name[]) {
  let held: { readonly tensors: Record<Name, Tensor1D>; readonly rates: Tensor1D } | undefined;
  let written: readonly number[] = [];
  const state = () => {
    if (!held) throw new Error('An optimiser is prepared before it is applied.');
    return held;
  };
  return {
    get tensors() {
      return state().tensors;
    },
    /** [3] */
    get rates() {
      return state().rates;
    },
    prepare({ length }: Packed, rates: readonly number[]) {
      held ??= {
        tensors: Object.fromEntries(names.map((name) => [name, zeros<Rank.R1>([length])])) as Record<
          Name,
          Tensor1D
        >,
        rates: zeros<Rank.R1>([3]),
      };
      if (rates.every((rate, i) => rate === written[i])) return;
      written = rates;
      writeTensor(
        held.rates,
        Float32Array.from({ length: 3 }, (_, i) => rates[i] ?? 0),
      );
    },
    dispose() {
      if (held) dispose([held.rates, ...(Object.values(held.tensors) as Tensor1D[])]);
      held = undefined;
      written = [];
    },
  };
}

/** The implementation of every optimiser that `spec/optimisers/` declares. */
export const optimizers = { sgd, adam } satisfies Record<
  OptimizerName,
  (settings: OptimizerSettings) => Optimizer
>;
