/**
 * Stochastic rounding of weights while they learn (Gupta et al. 2015, arXiv 1502.02551): the level below or the one above, by the
 * probability that has the weight as its expectation. What is evaluated, kept and exported is on the nearest levels.
 *
 * Straight through, ∂ŵ/∂w is that of the nearest levels. Of a step s that learns, ŵ = q·s with q as it was drawn:
 *
 *     ∂ŵ/∂s = q − w/s where w/s is not clipped, q elsewhere
 */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../../spec/network/layerForms.ts';
import { named, type ParameterSpec, type Parameters } from '../../parameters.ts';

type WeightSettings = NonNullable<LayerFormOf<'quantised'>['weights']>;

const ending = '.rounding_counter';

/** [2]: the layer's seed, and how many steps were taken. */
export const roundingCounterName = (layer: string) => `${layer}${ending}`;

/** The seed takes 24 bits, which float32 holds exactly. */
export const seedBits = 24;

/** Names of the counters among parameters. */
export const roundingCounters = (specs: readonly ParameterSpec[]): readonly string[] =>
  specs.flatMap(({ name }) => (name.endsWith(ending) ? [name] : []));

export const counterSpecs = (layer: string, { rounding }: WeightSettings): readonly ParameterSpec[] =>
  rounding === 'stochastic'
    ? [
        {
          ...{ name: roundingCounterName(layer), kind: 'vector', role: 'frozen', axes: [2], shape: [2] },
          initial: { kind: 'constant', value: 0 },
        },
      ]
    : [];

/** Undefined where weights go to the nearest level. */
export const counterOf = (
  parameters: Parameters,
  layer: string,
  { rounding }: WeightSettings,
  training: boolean,
): Tensor1D | undefined =>
  training && rounding === 'stochastic' ? named<Tensor1D>(parameters, roundingCounterName(layer)) : undefined;
