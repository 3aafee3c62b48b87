/**
 * How much a channel matters: a number for each element of the parameters that have it, summed.
 *
 *     magnitude  Σ w²           (Li et al. 2017, arXiv 1608.08710; L2 here)
 *     taylor     Σ |w·∂L/∂w|    (Molchanov et al. 2019, arXiv 1906.10771, of each weight by itself)
 *
 * As Torch-Pruning 1.4.1 has it: the sums of a group's members that count are averaged over these members, then divided by
 * their mean over the group's channels. Convolutions and linear layers count by what they give and by what they take,
 * and batch norm's γ by its magnitude; depthwise filters, β and biases do not. All in float64.
 */

import type { HostParameters } from '../../layers/hostParameters.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';
import { lengthOf } from '../../layers/parameters.ts';
import { held } from '../quantising/folded.ts';
import type { ChannelGroup, GroupMember } from './channelGroups.ts';

/** @returns the score of a parameter's element i; undefined where the parameter does not count. */
export type Criterion = (spec: ParameterSpec) => ((i: number) => number) | undefined;

const isMatrix = ({ kind }: ParameterSpec) => kind === 'conv' || kind === 'linear';

export function magnitude(specs: readonly ParameterSpec[], tensors: HostParameters): Criterion {
  const gammas = new Set(specs.flatMap(({ normalisedBy }) => normalisedBy && `${normalisedBy}.weight`));
  return (spec) => {
    if (!isMatrix(spec) && !gammas.has(spec.name)) return undefined;
    const { values } = held(tensors, spec.name);
    return (i) => (values[i] as number) ** 2;
  };
}

/**
 * @param weights   by name, with `gradients` of the mean loss with respect to them. A batch norm folded into them changes
 *   nothing: (w·a)·∂L/∂(w·a) = w·∂L/∂w.
 */
export function taylor(weights: HostParameters, gradients: HostParameters): Criterion {
  return (spec) => {
    if (!isMatrix(spec)) return undefined;
    const [{ values }, gradient] = [held(weights, spec.name), held(gradients, spec.name)];
    return (i) => Math.abs((values[i] as number) * (gradient.values[i] as number));
  };
}

/** [channels], of mean 1; zeros where nothing in the group has any score. */
export function channelScores({ channels, members }: ChannelGroup, criterion: Criterion): Float64Array {
  const scores = new Float64Array(channels);
  let counted = 0;
  for (const member of members) {
    const score = criterion(member.spec);
    if (!score) continue;
    counted++;
    addSums(scores, member, score);
  }
  const total = scores.reduce((sum, score) => sum + score, 0);
  if (counted === 0 || total === 0) return scores.fill(0);
  const mean = total / channels;
  return scores.map((score) => score / mean);
}

/** Adds to each channel the scores of the elements that it has. */
function addSums(sums: Float64Array, { spec, axis }: GroupMember, score: (i: number) => number): void {
  const of = spec.axes[axis] ?? 1;
  const places = lengthOf(of);
  const repeat = typeof of === 'number' ? 1 : (of.repeat ?? 1);
  const behind = spec.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const size = spec.shape.reduce((product, length) => product * length, 1);
  for (let i = 0; i < size; i++) {
    const channel = Math.floor((Math.floor(i / behind) % places) / repeat);
    sums[channel] = (sums[channel] as number) + score(i);
  }
}
