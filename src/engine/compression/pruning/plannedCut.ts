/**
 * Which channels go, before any tensor is touched: so many of the least important of each ranking, at least one (or `round`) of
 * every group left and no group losing more than its cap, at a share that makes the network as small as was asked for.
 *
 * A ranking's channels go in one order, by (score, channel), whatever the share: those that would be the last of their group, or
 * beyond its cap, are passed over, and the next go in their place. So a smaller share always takes the same channels and more,
 * and the size of the network falls with it: the share that reaches a size is found by bisection against the counter of
 * the network that is built of what is left.
 */
import { problem } from '../../../lang/problem.ts';
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import { type PruneTarget, type ScopeName, unprunable } from '../../../spec/recipe/prune.ts';
import { build } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { channelGroups, type GroupMember } from './channelGroups.ts';
import { cutArchitecture, type KeptChannels } from './cut.ts';
import type { RankedChannels, RankedGroup } from './ranked.ts';

export interface CutSettings {
  /** What share of the target stays, (0, 1]. */
  readonly keep: number;
  /** Time is not counted but measured: see `timedCut`. */
  readonly target: PruneTarget;
  /**
   * Whose channels are ranked together: each group's by themselves, so that all keep the same share; those of all groups of a
   * signature (Fang et al. 2024, arXiv 2407.04616); those of a stage of blocks; or all.
   */
  readonly scope: ScopeName;
  /** The channels that stay in a group are rounded up to a multiple of it, as far as there are so many; 1 rounds nothing. */
  readonly round: number;
  /** The largest share of its channels that any group may lose, (0, 1]. */
  readonly cap: number;
  /** What share of attention's heads stays, (0, 1], ranked among themselves and whatever `keep` is. */
  readonly heads: number;
  /** The same of the dimensions of heads; 0 where they are ranked with all else, as `keep` says. */
  readonly headDims: number;
}

export interface NetworkSize {
  /** Of all groups together. */
  readonly channels: number;
  /** Trained numbers. */
  readonly parameters: number;
  /** Of one image, forward. */
  readonly multiplyAdds: number;
}

/** What shares are of where a network is cut in several steps: what it was before the first. */
export interface FirstSize {
  readonly channels: Readonly<Record<ChannelSpace, number>>;
  readonly size: NetworkSize;
}

export interface PlannedGroup {
  readonly space: ChannelSpace;
  /** Equal in groups of one isomorphism class: their `ChannelGroup.signature`. */
  readonly class: string;
  /** Channels before and after. */
  readonly before: number;
  readonly after: number;
  /** Those that stay, ascending. */
  readonly kept: readonly number[];
  /** Of every channel; undefined where the group is not ranked, and stays whole. */
  readonly scores: Float64Array | undefined;
  /** Of every channel its place in its ranking, 0 the least important; −1 where the group is not ranked. */
  readonly ranks: Int32Array;
  /** How many channels its ranking has; 0 where it is in none. */
  readonly rankedWith: number;
}

export interface PlannedCut {
  readonly groups: readonly PlannedGroup[];
  readonly before: NetworkSize;
  readonly after: NetworkSize;
  /** The channels that stay of every group, ascending. */
  readonly kept: KeptChannels;
}

/** Every cut of a network that its rankings allow, by the share of each ranking's channels that stays. */
export interface Cuts {
  readonly at: (share: number) => PlannedCut;
  readonly first: FirstSize;
}

/** @param prunable which spaces may lose channels; all unless given. */
export interface CutGiven {
  readonly prunable?: ((space: ChannelSpace) => boolean) | undefined;
  readonly first?: FirstSize | undefined;
}

/**
 * As large as it can be without being larger than asked for; where no cut is as small, the smallest.
 *
 * @throws RangeError where the target is a time
 * @throws ProblemError `setting-invalid` where the scope is a block and the network has none
 */
export function plannedCut(ranked: RankedChannels, settings: CutSettings, given: CutGiven = {}): PlannedCut {
  const { keep, target } = settings;
  const { at, first } = cutsOf(ranked, settings, given);
  if (target === 'ms') throw new RangeError('time is measured and not counted');
  if (target === 'channels' || keep === 1) return at(keep);
  const most = keep * first.size[target];
  return bisected(at, (cut) => cut.after[target] <= most);
}

/**
 * The same for time, which is measured at each cut that is tried: noise moves what is found.
 *
 * @param measure how long the network without some channels takes; ms, or any other unit
 * @returns also the share of `whole` that it takes
 */
export async function timedCut(
  ranked: RankedChannels,
  settings: CutSettings,
  measure: (kept: KeptChannels) => Promise<number>,
  whole: number,
  given: CutGiven = {},
): Promise<{ readonly planned: PlannedCut; readonly reached: number }> {
  const { at } = cutsOf(ranked, settings, given);
  const taking = async (share: number) => {
    const planned = at(share);
    return { share, planned, reached: (await measure(planned.kept)) / whole };
  };
  if (settings.keep === 1) return taking(1);
  let [least, most] = [await taking(0), 1];
  for (let i = 0; i < timings && least.reached <= settings.keep; i++) {
    const middle = await taking((least.share + most) / 2);
    if (middle.reached <= settings.keep) least = middle;
    else most = middle.share;
  }
  return least;
}

/** A 128th of the channels: finer than a measured time is. */
const timings = 7;

/** The cut with the largest share that fits; the smallest where none does. */
function bisected(at: Cuts['at'], fits: (cut: PlannedCut) => boolean): PlannedCut {
  let [low, high] = [at(0), at(1)];
  if (fits(high)) return high;
  let [from, to] = [0, 1];
  while (to - from > finest && !isSame(low, high)) {
    const share = (from + to) / 2;
    const middle = at(share);
    // Most shares give a cut that was counted already.
    const isFit = isSame(middle, low) || (!isSame(middle, high) && fits(middle));
    if (isFit) [low, from] = [middle, share];
    else [high, to] = [middle, share];
  }
  return low;
}

/** Smaller than one channel of the largest ranking. */
const finest = 1e-7;

const isSame = (one: PlannedCut, other: PlannedCut) =>
  one.groups.every(({ after }, i) => after === other.groups[i]?.after);

/** Every cut that a network's rankings allow. */
export function cutsOf(
  { architecture, groups }: RankedChannels,
  { scope, round, cap, heads, headDims }: Omit<CutSettings, 'keep' | 'target'>,
  { prunable = () => true, first: given }: CutGiven = {},
): Cuts {
  const model = build(architecture);
  const before = sizeOf(model);
  const first = given ?? { channels: architecture.channels, size: before };
  const firstOf = ({ space, channels }: RankedGroup) => first.channels[space] ?? channels;
  const least = (group: RankedGroup) => {
    const capped = Math.ceil(firstOf(group) * (1 - cap) - roundingError);
    return Math.min(group.channels, Math.max(multipleOf(group, round), capped));
  };
  const ownShare = ({ role }: RankedGroup) =>
    role === 'heads' ? heads : role === 'dims' && headDims > 0 ? headDims : undefined;
  const poolOf = poolsOf(model, groups, scope);
  const pools = new Map<string, RankedGroup[]>();
  for (const group of groups) {
    const own = ownShare(group);
    if (!group.scores || !prunable(group.space) || own === 1) continue;
    // Apart from all else, and by themselves where all are.
    const apart = `${group.role} ${scope === 'uniform' ? group.space : ''}`;
    const pool = own === undefined ? `by keep: ${poolOf(group)}` : apart;
    pools.set(pool, [...(pools.get(pool) ?? []), group]);
  }
  const rankings = [...pools.values()].map((pool) => ({
    ...rankingOf(pool, least, firstOf),
    own: pool[0] && ownShare(pool[0]),
  }));
  const ordered = new Map(
    rankings.flatMap(({ orders, channels: rankedWith }) =>
      [...orders].map(([space, own]) => [space, { ...own, rankedWith }] as const),
    ),
  );
  const at = (share: number): PlannedCut => {
    const removed = new Map(rankings.flatMap((one) => [...removedAt(one.own ?? share, one)]));
    const planned = groups.map((group): PlannedGroup => {
      const { space, channels, signature, scores } = group;
      const left = roundedUp(channels - (removed.get(space) ?? 0), multipleOf(group, round), channels);
      const {
        order = [],
        ranks = new Int32Array(channels).fill(-1),
        rankedWith = 0,
      } = ordered.get(space) ?? {};
      const gone = new Set(order.slice(0, channels - left));
      const kept = Array.from({ length: channels }, (_, i) => i).filter((channel) => !gone.has(channel));
      return { space, class: signature, before: channels, after: left, kept, scores, ranks, rankedWith };
    });
    let after: NetworkSize | undefined;
    return {
      groups: planned,
      before,
      get after() {
        after ??= sizeOf(build(cutArchitecture(architecture, model.shortcuts ?? [], losingIn(planned))));
        return after;
      },
      kept: new Map(planned.map(({ space, kept }) => [space, kept])),
    };
  };
  return { at, first };
}

/** The channels that stay of those groups that lose some. */
export const losingIn = (groups: readonly PlannedGroup[]): KeptChannels =>
  new Map(groups.filter(({ before, after }) => after < before).map(({ space, kept }) => [space, kept]));

/** 0.7 · 10 is 7 channels. */
const roundingError = 1e-9;

/** Heads are few, and no hardware wants a multiple of them. */
const multipleOf = ({ role }: RankedGroup, round: number) => (role === 'heads' ? 1 : round);

const roundedUp = (count: number, multiple: number, most: number) =>
  Math.min(most, multiple * Math.ceil(count / multiple));

/** Channels that are ranked together. */
interface Ranking {
  /** Of each of its groups: its channels from the least important on, and for every channel its place in the ranking. */
  readonly orders: ReadonlyMap<
    ChannelSpace,
    { readonly order: readonly number[]; readonly ranks: Int32Array }
  >;
  /** The group that loses a channel first, second, …: those that may lose none any more are passed over. */
  readonly sequence: readonly ChannelSpace[];
  readonly channels: number;
  /** Channels before the first of several steps. */
  readonly first: number;
}

/** @param least how many channels a group keeps at least */
function rankingOf(
  pool: readonly RankedGroup[],
  least: (group: RankedGroup) => number,
  firstOf: (group: RankedGroup) => number,
): Ranking {
  const all = pool.flatMap((group) =>
    Array.from(group.scores ?? [], (score, channel) => ({ group, channel, score })),
  );
  // Stable: of equals, the group that comes first and within it the channel that comes first. What is not a number goes first.
  const ascending = all.sort((a, b) => comparable(a.score) - comparable(b.score));
  const orders = new Map(
    pool.map(({ space, channels }) => [space, { order: [] as number[], ranks: new Int32Array(channels) }]),
  );
  const sequence: ChannelSpace[] = [];
  for (const [rank, { group, channel }] of ascending.entries()) {
    const own = orders.get(group.space);
    if (!own) continue;
    own.ranks[channel] = rank;
    own.order.push(channel);
    if (own.order.length <= group.channels - least(group)) sequence.push(group.space);
  }
  const sum = (of: (group: RankedGroup) => number) => pool.reduce((so, group) => so + of(group), 0);
  return { orders, sequence, channels: sum(({ channels }) => channels), first: sum(firstOf) };
}

const comparable = (score: number) => (Number.isNaN(score) ? -Number.MAX_VALUE : score);

/** Of N channels in all, the N − ⌊N·share⌋ with the lowest scores. */
function removedAt(share: number, { sequence, channels, first }: Ranking): ReadonlyMap<ChannelSpace, number> {
  const wanted = channels - Math.floor(first * share + roundingError);
  const removed = new Map<ChannelSpace, number>();
  for (const space of sequence.slice(0, Math.max(0, wanted)))
    removed.set(space, (removed.get(space) ?? 0) + 1);
  return removed;
}

const gives = ({ spec, side }: GroupMember) =>
  side === 'out' && (spec.kind === 'conv' || spec.kind === 'linear');

/** What each group is ranked within, by a name. */
function poolsOf(
  { parts }: Model,
  groups: readonly RankedGroup[],
  scope: ScopeName,
): (group: RankedGroup) => string {
  if (scope === 'uniform') return ({ space }) => space;
  if (scope === 'isomorphic') return ({ signature }) => signature;
  if (scope === 'global') return () => '';
  const stages = new Map(
    parts.flatMap(({ stage, parameters }) => parameters.map(({ name }) => [name, stage])),
  );
  // The stem gives its stream to the first stage.
  const stageOf = ({ members, space }: RankedGroup) =>
    stages.get(members.findLast(gives)?.spec.name ?? '') ?? space;
  if (new Set(groups.map(stageOf)).size < groups.length) return stageOf;
  throw problem('setting-invalid', unprunable.blocks.what, unprunable.blocks.fix);
}

export function sizeOf(model: Model): NetworkSize {
  const sizes = model.parameters.map(({ role, shape }) =>
    role === 'trainable' ? shape.reduce((product, length) => product * length, 1) : 0,
  );
  return {
    channels: channelGroups(model).reduce((sum, { channels }) => sum + channels, 0),
    parameters: sizes.reduce((sum, size) => sum + size, 0),
    multiplyAdds: model.multiplyAdds,
  };
}
