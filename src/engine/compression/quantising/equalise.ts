/**
 * Cross-layer equalisation (Nagel et al. 2019, arXiv 1906.04721, section 4.1): what one layer gives in a channel is divided by s,
 * and what the next one multiplies that channel with is multiplied by it, which is the same function where what is in between
 * keeps a factor (ReLU does). With
 *
 *     s = √(r₁·r₂) / r₂,   r₁ = max |w₁| of the output channel, r₂ = max |w₂| of the input channel
 *
 * both ranges are √(r₁·r₂). Repeated over all pairs until no factor is far from 1.
 */
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { Model } from '../../families/model.ts';
import { layersOf } from '../../families/withForms.ts';
import { foldedShift } from '../../layers/foldBatchNorm.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { outputsOf } from '../../layers/forms/form.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import { type Axis, channelsAlong, type ParameterSpec } from '../../layers/parameters.ts';
import { held } from './folded.ts';

/** Two layers, of which the second alone takes what the first alone gives. */
export interface EqualisedPair {
  readonly from: DenseLayer;
  readonly to: DenseLayer;
}

const mostRounds = 20;
/** A factor nearer to 1 than this changes no grid. */
const nearOne = 1e-3;
/** Where ReLU6 clips. */
const six = 6;

const spaceOf = (axis: Axis | undefined) =>
  typeof axis === 'object' && 'space' in axis ? axis.space : undefined;

/** The channels that a layer takes; a depthwise filter's own. */
const inputAxisOf = ({ kind, axes }: ParameterSpec): Axis | undefined =>
  axes[kind === 'linear' ? 0 : kind === 'conv' || kind === 'depthwise' ? 2 : -1];
const outputAxisOf = ({ kind, axes }: ParameterSpec): Axis | undefined =>
  axes[kind === 'depthwise' ? 2 : axes.length - 1];

/**
 * Pairs in which one channel space lies between two layers and nowhere else: the hidden channels of residual blocks, and those
 * around a depthwise filter, which is in two pairs. Channels of a residual stream are in none: more than one layer gives them.
 *
 * @param model dense, with nothing but ReLU between its layers
 */
export function equalisablePairs(model: Model): readonly EqualisedPair[] {
  const layers = layersOf(model.parameters);
  const known: readonly ParameterSpec['kind'][] = ['conv', 'depthwise', 'linear'];
  const spaces = new Set(layers.flatMap(({ weight }) => spaceOf(outputAxisOf(weight)) ?? []));
  const passed = new Set((model.shortcuts ?? []).flatMap(({ from, to }) => [from.space, to.space]));
  return [...spaces].flatMap((space): EqualisedPair[] => {
    const inIt = layers.filter(({ weight }) =>
      weight.axes.some((axis) => spaceOf(axis) === space && !passed.has(space)),
    );
    const [first, ...rest] = inIt;
    const giving = inIt.filter(
      ({ weight }) => weight.kind !== 'depthwise' && spaceOf(outputAxisOf(weight)) === space,
    );
    const taking = inIt.filter(
      ({ weight }) => weight.kind !== 'depthwise' && spaceOf(inputAxisOf(weight)) === space,
    );
    const isChain =
      giving.length === 1 && taking.length === 1 && giving[0] === first && taking[0] === rest.at(-1);
    const isKnown = inIt.every(
      ({ weight }) =>
        known.includes(weight.kind) &&
        weight.axes.every((axis) => channelsAlong(axis).every(({ run }) => run === 1)),
    );
    // A block's own channels are in its parameters' order: the one that gives them, filters, the one that takes them.
    if (!first || !isChain || !isKnown || first === rest.at(-1)) return [];
    return rest.map((to, i) => ({ from: inIt[i] ?? first, to }));
  });
}

/**
 * ReLU6 keeps a factor only for what stays below 6, before and after. Where it is what is in between, a channel that reaches 6 is
 * left as it is, and the others are not brought beyond it.
 *
 * @param folded with batch norm in weights and biases
 * @param greatest that each input channel of a layer was seen to have, behind ReLU6; undefined behind ReLU
 * @returns the same but for the layers of pairs, and how many factors s were not 1
 */
export function equalised(
  folded: HostParameters,
  pairs: readonly EqualisedPair[],
  greatest?: ReadonlyMap<LayerName, Float64Array>,
): { readonly tensors: HostParameters; readonly scaled: number } {
  const made: Record<string, HostParameters[string]> = { ...folded };
  const total = new Map(
    pairs.map(({ from }) => [from.name, new Float64Array(outputsOf(from.weight)).fill(1)]),
  );
  for (let round = 0; round < mostRounds; round++) {
    let furthest = 0;
    for (const { from, to } of pairs) {
      const so = total.get(from.name);
      if (!so) continue;
      const [weight, next] = [held(made, from.weight.name), held(made, to.weight.name)];
      const channels = outputsOf(from.weight);
      const place = placeOf(to);
      const [own, taken] = [new Float64Array(channels), new Float64Array(channels)];
      weight.values.forEach((value, i) => {
        own[i % channels] = Math.max(own[i % channels] as number, Math.abs(value));
      });
      next.values.forEach((value, i) => {
        taken[place(i)] = Math.max(taken[place(i)] as number, Math.abs(value));
      });
      // What a linear layer takes was averaged before.
      const most = to.weight.kind === 'linear' ? undefined : greatest?.get(to.name);
      const factors = own.map((range, c) => {
        const [other, seen] = [taken[c] as number, greatest ? (most?.[c] ?? six) : 0];
        if (!(range > 0) || !(other > 0) || seen >= six) return 1;
        return Math.max(Math.sqrt(range / other), seen / six / (so[c] as number));
      });
      factors.forEach((factor, c) => {
        furthest = Math.max(furthest, Math.abs(Math.log(factor)));
        so[c] = (so[c] as number) * factor;
      });
      const divided = (values: Float32Array) =>
        values.map((value, i) => value / (factors[i % channels] as number));
      made[from.weight.name] = { ...weight, values: divided(weight.values) };
      const bias = made[`${from.name}.bias`];
      if (bias) made[`${from.name}.bias`] = { ...bias, values: divided(bias.values) };
      made[to.weight.name] = {
        ...next,
        values: next.values.map((value, i) => value * (factors[place(i)] as number)),
      };
    }
    if (furthest < nearOne) break;
  }
  const factors = [...total.values()].flatMap((one) => [...one]);
  return { tensors: made, scaled: factors.filter((factor) => Math.abs(factor - 1) > nearOne).length };
}

/** The input channel that element i of a weight belongs to. */
function placeOf({ weight: { kind, shape } }: DenseLayer): (i: number) => number {
  const last = shape.at(-1) ?? 1;
  const channels = shape[kind === 'linear' ? 0 : 2] ?? 1;
  return (i) => Math.floor(i / last) % channels;
}

/** Folded tensors as a dense network takes them: its biases are what is left of its norms. */
export function withShifts(layers: readonly DenseLayer[], folded: HostParameters): HostParameters {
  const shifts = layers.flatMap(({ name, norm }) =>
    norm === undefined ? [] : [[foldedShift(norm), held(folded, `${name}.bias`)] as const],
  );
  return { ...folded, ...Object.fromEntries(shifts) };
}
