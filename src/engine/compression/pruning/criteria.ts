/**
 * What a parameter says of the channels that it has, before a group's members are reduced:
 *
 *     magnitude  Σ w²                       (L2; Li et al. 2017, arXiv 1608.08710)
 *     l1         Σ |w|                      (the same)
 *     taylor     Σ |w·∂L/∂w|                (Molchanov et al. 2019, arXiv 1906.10771, of each weight by itself)
 *     hessian    Σ w²·mean (∂Lₙ/∂w)²        (LeCun et al. 1990, with the squared gradients of each image n as the diagonal)
 *     norm       |γ| of batch norm          (Liu et al. 2017, arXiv 1708.06519)
 *     fpgm       Σ ‖w − w′‖₂ over channels  (He et al. 2019, arXiv 1811.00250: the nearest to the geometric median is the least)
 *
 * As in Torch-Pruning 1.4.1, depthwise filters count in none of them unless they are told to, batch norm's γ in all but
 * Taylor's and FPGM's, and layer norm's in all but FPGM's. Where its code is not what the papers say, the papers are followed: its FPGM measures distances between
 * the squares of weights, and its Hessian keeps the gradients of the last image alone.
 */
import type { HostParameters } from '../../layers/hostParameters.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';
import { held } from '../quantising/folded.ts';
import type { GroupMember } from './channelGroups.ts';
import { type Criterion, layoutOf, sumsOver } from './importance.ts';

/** Which parameters count beside convolutions and linear layers. */
export interface Counted {
  readonly depthwise: boolean;
  /** γ of batch norm. */
  readonly norms: boolean;
  /** γ of layer norm. */
  readonly layerNorms: boolean;
}

/** Masks, indices and codes of a weight's shape are no weights. */
const isWeight = ({ role }: ParameterSpec) => role === 'trainable';
const isMatrix = (spec: ParameterSpec) => isWeight(spec) && (spec.kind === 'conv' || spec.kind === 'linear');

/** Names of batch norms' γ. */
const gammasOf = (specs: readonly ParameterSpec[]): ReadonlySet<string> =>
  new Set(specs.flatMap(({ normalisedBy }) => (normalisedBy ? [`${normalisedBy}.weight`] : [])));

function countedIn(specs: readonly ParameterSpec[], { depthwise, norms, layerNorms }: Counted) {
  const gammas = gammasOf(specs);
  return (spec: ParameterSpec) =>
    isMatrix(spec) ||
    (depthwise && isWeight(spec) && spec.kind === 'depthwise') ||
    (norms && gammas.has(spec.name)) ||
    (layerNorms && spec.normalises === true);
}

/** @param power of |w|: 2 for `magnitude`, 1 for `l1` */
export function magnitude(
  specs: readonly ParameterSpec[],
  tensors: HostParameters,
  counted: Counted,
  power: 1 | 2,
): Criterion {
  const counts = countedIn(specs, counted);
  return (member) => {
    if (!counts(member.spec)) return undefined;
    const { values } = held(tensors, member.spec.name);
    const square = (i: number) => (values[i] as number) * (values[i] as number);
    return sumsOver(member, power === 2 ? square : (i) => Math.abs(values[i] as number));
  };
}

/**
 * @param weights   by name, with `gradients` of the mean loss with respect to them. A batch norm folded into them changes
 *   nothing: (w·a)·∂L/∂(w·a) = w·∂L/∂w.
 * @param norms |γ·∂L/∂γ| by the name of γ, see `normTerms`; read where `counted` says so
 */
export function taylor(
  specs: readonly ParameterSpec[],
  { weights, gradients }: { readonly weights: HostParameters; readonly gradients: HostParameters },
  counted: Counted,
  norms: Readonly<Record<string, Float64Array>> = {},
): Criterion {
  const counts = countedIn(specs, counted);
  return (member) => {
    const { spec } = member;
    if (!counts(spec)) return undefined;
    const norm = norms[spec.name];
    if (norm) return sumsOver(member, (i) => norm[i] as number);
    const [{ values }, gradient] = [held(weights, spec.name), held(gradients, spec.name)];
    return sumsOver(member, (i) => Math.abs((values[i] as number) * (gradient.values[i] as number)));
  };
}

/** @param terms by parameter, in its shape: see `squaredTerms` */
export function hessian(specs: readonly ParameterSpec[], terms: HostParameters, counted: Counted): Criterion {
  const counts = countedIn(specs, counted);
  return (member) => {
    if (!counts(member.spec)) return undefined;
    const { values } = held(terms, member.spec.name);
    return sumsOver(member, (i) => values[i] as number);
  };
}

export function normScale(specs: readonly ParameterSpec[], tensors: HostParameters): Criterion {
  const gammas = gammasOf(specs);
  return (member) => {
    if (!gammas.has(member.spec.name)) return undefined;
    const { values } = held(tensors, member.spec.name);
    return sumsOver(member, (i) => Math.abs(values[i] as number));
  };
}

/** O(channels² · weights of a channel) for each layer. */
export function geometricMedian(tensors: HostParameters): Criterion {
  return (member) => {
    if (!isMatrix(member.spec)) return undefined;
    const slices = slicesOf(member, held(tensors, member.spec.name).values);
    const sums = new Float64Array(slices.length);
    for (const [i, one] of slices.entries()) {
      for (let j = 0; j < i; j++) {
        const distance = distanceOf(one, slices[j] as Float64Array);
        sums[i] = (sums[i] as number) + distance;
        sums[j] = (sums[j] as number) + distance;
      }
    }
    return sums;
  };
}

/** The elements that each channel has. */
function slicesOf(member: GroupMember, values: Float32Array): readonly Float64Array[] {
  const { channels, rows, run } = layoutOf(member);
  const slices = Array.from({ length: channels }, () => new Float64Array(rows * run));
  for (const [channel, slice] of slices.entries()) {
    for (let row = 0; row < rows; row++) {
      const from = (row * channels + channel) * run;
      slice.set(values.subarray(from, from + run), row * run);
    }
  }
  return slices;
}

function distanceOf(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    const difference = (one[i] as number) - (other[i] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
