/**
 * How much a channel matters, as Torch-Pruning 1.4.1 has it (Fang et al. 2023, arXiv 2301.12900): each parameter that counts gives
 * every channel of its group a score, these are reduced over the group's members, and divided by their mean over the group's
 * channels, so that groups can be compared. Convolutions and linear layers count by what they give and by what they take;
 * biases, β and statistics never do. All in float64.
 */
import type { ReductionName } from '../../../spec/recipe/prune.ts';
import { channelsAlong } from '../../layers/parameters.ts';
import type { ChannelGroup, GroupMember } from './channelGroups.ts';

/** @returns [channels] of the member's group; undefined where the member does not count. */
export type Criterion = (member: GroupMember) => Float64Array | undefined;

/** @returns [channels], the least important the lowest; undefined where nothing says how much the group's channels matter. */
export type Scoring = (group: ChannelGroup) => Float64Array | undefined;

/**
 * Of mean 1 over a group's channels; zeros where nothing in the group has any score. A channel whose score is not finite has NaN,
 * and no part in the mean.
 */
export const scoredByMean =
  (criterion: Criterion, reduce: ReductionName): Scoring =>
  (group) => {
    const scores = reduced(group, criterion, reduce);
    if (!scores) return undefined;
    const finite = scores.filter(Number.isFinite);
    const mean = finite.reduce((sum, score) => sum + score, 0) / finite.length;
    return scores.map((score) => {
      if (!Number.isFinite(score)) return Number.NaN;
      return mean === 0 ? 0 : score / mean;
    });
  };

/**
 * Each score in parts of the sum of all in its group that are no smaller (Lee et al. 2021, arXiv 2010.07611, equation 2, of channels
 * in place of weights): the largest has 1.
 */
export const scoredByShare =
  (criterion: Criterion, reduce: ReductionName): Scoring =>
  (group) => {
    const scores = reduced(group, criterion, reduce);
    if (!scores) return undefined;
    const descending = [...scores.keys()]
      .filter((channel) => Number.isFinite(scores[channel]))
      // Of equals, the one that comes first is the least important.
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || b - a);
    const shares = new Float64Array(scores.length).fill(Number.NaN);
    let sum = 0;
    for (const channel of descending) {
      const score = scores[channel] as number;
      sum += score;
      shares[channel] = sum === 0 ? 0 : score / sum;
    }
    return shares;
  };

function reduced(
  { channels, members }: ChannelGroup,
  criterion: Criterion,
  reduce: ReductionName,
): Float64Array | undefined {
  const counted = members.flatMap((member) => criterion(member) ?? []);
  const [first, ...others] = counted;
  if (!first) return undefined;
  if (reduce === 'first') return first;
  const together = (so: number, score: number) => (reduce === 'max' ? Math.max(so, score) : so + score);
  const all = others.reduce((so, scores) => so.map((one, i) => together(one, scores[i] as number)), first);
  return reduce === 'mean' && channels > 0 ? all.map((sum) => sum / counted.length) : all;
}

/** The sum over the elements of a parameter that each channel has. */
export function sumsOver(member: GroupMember, score: (i: number) => number): Float64Array {
  const { channels, rows, run } = layoutOf(member);
  const { among } = member;
  const sums = new Float64Array(channels);
  let i = 0;
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel++) {
      let sum = sums[channel] as number;
      for (const end = i + run; i < end; i++) if (!among || among(i)) sum += score(i);
      sums[channel] = sum;
    }
  }
  return sums;
}

/** How a parameter's elements lie: in each of `rows`, every channel has `run` of them, one channel's after the other's. */
export function layoutOf({ spec, axis, along }: GroupMember) {
  const { channels, rows, run } = along ??
    channelsAlong(spec.axes[axis] ?? 1)[0] ?? { channels: spec.shape[axis] ?? 1, rows: 1, run: 1 };
  const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);
  return {
    channels,
    rows: product(spec.shape.slice(0, axis)) * rows,
    run: run * product(spec.shape.slice(axis + 1)),
  };
}
