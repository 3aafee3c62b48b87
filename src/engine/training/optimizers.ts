/**
 * Optimisers over named parameters, equal to PyTorch's update rules.
 *
 * What changes from step to step is told by `prepare`, before the step; `apply` is part of the step itself, which may be
 * recorded once and replayed.
 */
import { dispose, mul, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../spec/choices.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import { type AdamRates, adamRates, adamStep } from '../ops/adamStep/adamStep.ts';
import { packedAdamStep } from '../ops/adamStep/packedAdamStep.ts';
import { clipFactor } from '../ops/clipNorm/clipFactor.ts';
import { packedClip } from '../ops/clipNorm/packedClip.ts';
import { packParts } from '../ops/packParts/packParts.ts';
import { packedSgdStep } from '../ops/sgdStep/packedSgdStep.ts';
import { sgdStep } from '../ops/sgdStep/sgdStep.ts';
import { createMoments } from './optimiserState.ts';
import type { Packed, ParameterStore } from './parameterStore.ts';

export interface OptimizerSettings {
  /** SGD's momentum; Adam's β₁. */
  readonly momentum: number;
  /** L2: added to the gradient as weightDecay·w (`torch.optim.SGD`, `torch.optim.Adam`); by AdamW taken from the weight. */
  readonly weightDecay: number;
  /** See `clipFactor`; gradients are not clipped unless it is above 0. */
  readonly clipNorm?: number;
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
function sgd({ momentum, weightDecay, clipNorm }: OptimizerSettings): Optimizer {
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
        const gradient = packGradients(packed.weights, gradients, clipNorm);
        const { velocity } = moments.flat;
        const state = { velocity, rates: moments.rates, factors: packed.factors };
        packedSgdStep(packed.weights.flat, gradient, state, { momentum, weightDecay });
        gradient.dispose();
        return;
      }
      const shorter = clipped(gradients, clipNorm);
      for (const [name, gradient] of shorter) {
        const weight = parameters.get(name);
        const before = moments.of('velocity', name, gradient);
        const rate = learningRate * parameters.rateOf(name);
        const decay = weightDecay * parameters.decayOf(name);
        const settings = { learningRate: rate, momentum, weightDecay: decay };
        const [next, velocity] = sgdStep(weight, gradient, before, settings);
        parameters.replace(name, next);
        moments.replace('velocity', name, velocity);
      }
      if (shorter !== gradients) dispose([...shorter.values()]);
    },
    state: moments.read,
    restore: moments.restore,
    dispose: moments.dispose,
  };
}

/**
 * Kingma & Ba 2014, algorithm 1, with β₁ = momentum, β₂ = 0.999, ε = 1e-8 outside the root (`torch.optim.Adam`); with decay that
 * is `decoupled` from the gradient `torch.optim.AdamW`.
 */
function adaptive(
  { momentum: beta1, weightDecay, clipNorm }: OptimizerSettings,
  decoupled: boolean,
): Optimizer {
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
        const gradient = packGradients(packed.weights, gradients, clipNorm);
        const state = { ...moments.flat, rates: moments.rates, factors: packed.factors };
        packedAdamStep(packed.weights.flat, gradient, state, { beta1, weightDecay, decoupled });
        gradient.dispose();
        return;
      }
      const shorter = clipped(gradients, clipNorm);
      for (const [name, gradient] of shorter) {
        const weight = parameters.get(name);
        const first = moments.of('first', name, gradient);
        const second = moments.of('second', name, gradient);
        const [rate, ...corrections] = rates;
        const settings = {
          rates: [rate * parameters.rateOf(name), ...corrections] as const,
          beta1,
          weightDecay: weightDecay * parameters.decayOf(name),
          decoupled,
        };
        const [next, m, v] = adamStep(weight, gradient, first, second, settings);
        parameters.replace(name, next);
        moments.replace('first', name, m);
        moments.replace('second', name, v);
      }
      if (shorter !== gradients) dispose([...shorter.values()]);
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

const adam = (settings: OptimizerSettings): Optimizer => adaptive(settings, false);
const adamw = (settings: OptimizerSettings): Optimizer => adaptive(settings, true);

/** Every gradient where its parameter lies among the packed ones, [length]; clipped where that is asked for. */
function packGradients(packed: Packed, gradients: ReadonlyMap<string, Tensor>, clipNorm = 0): Tensor1D {
  const { names, starts, length } = packed;
  const tensors = names.map((name) => {
    const gradient = gradients.get(name);
    if (!gradient) throw new Error(`no gradient reaches ${name}`);
    return gradient;
  });
  const flat = packParts(
    tensors,
    names.map((name) => starts[name] ?? 0),
    length,
  );
  if (clipNorm > 0)
    packedClip(flat, { starts: Object.values(starts), sizes: tensors.map(({ size }) => size) }, clipNorm);
  return flat;
}

/** The gradients themselves where none is to be clipped; else new ones, which the caller owns. */
function clipped(gradients: ReadonlyMap<string, Tensor>, clipNorm = 0): ReadonlyMap<string, Tensor> {
  if (!(clipNorm > 0)) return gradients;
  const factor = clipFactor([...gradients.values()], clipNorm);
  const shorter = new Map([...gradients].map(([name, gradient]) => [name, mul(gradient, factor)]));
  factor.dispose();
  return shorter;
}

/** The implementation of every optimiser that `spec/optimisers/` declares. */
export const optimizers = {
  sgd,
  adam,
  adamw,
} satisfies Record<OptimizerName, (settings: OptimizerSettings) => Optimizer>;
