/**
 * Structured pruning: whole channels of coupled groups are ranked, the least important ones are cut. What is left is a network
 * of the same family that is smaller and faster for real.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { ImportanceName } from '../../../spec/recipe/prune.ts';
import { build } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients } from '../lossGradients.ts';
import { type ChannelGroup, channelGroups } from './channelGroups.ts';
import { cut, type KeptChannels } from './cut.ts';
import { type Criterion, channelScores, magnitude, taylor } from './importance.ts';

export interface PruneSettings {
  /** Share of the channels that stay, (0, 1]. */
  readonly keep: number;
  readonly by: ImportanceName;
  /** The channels that stay in a group are rounded up to a multiple of it, as far as there are so many; 1 rounds nothing. */
  readonly round: number;
  /**
   * Whose channels are ranked together: each group's by themselves, so that all keep the same share; those of all groups of a
   * signature (Fang et al. 2024, arXiv 2407.04616); or all.
   */
  readonly across: 'group' | 'signature' | 'network';
}

export interface PruneReport {
  readonly asked: { readonly keep: number };
  /** Share of all groups' channels that stayed. */
  readonly reached: { readonly keep: number };
  readonly before: NetworkSize;
  readonly after: NetworkSize;
  /** The channels that stayed, ascending, of every group. */
  readonly kept: KeptChannels;
  /** How many images importance was measured on; 0 where it needs none. */
  readonly images: number;
}

export interface NetworkSize {
  /** Of all groups together. */
  readonly channels: number;
  /** Trained numbers. */
  readonly parameters: number;
  /** Of one image, forward. */
  readonly multiplyAdds: number;
}

export interface Pruned {
  readonly checkpoint: Checkpoint;
  readonly report: PruneReport;
}

/**
 * @param batches for `taylor`, see `lossGradients`; not touched otherwise.
 * @param prunable which spaces may lose channels; all unless given.
 * @returns a network whose batch norm has the statistics of before: see `recalibrated`.
 */
export async function prune(
  checkpoint: Checkpoint,
  settings: PruneSettings,
  batches: Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>,
  prunable: (space: ChannelSpace) => boolean = () => true,
): Promise<Pruned> {
  return pruneRanked(checkpoint, settings, await rankedChannels(checkpoint, settings.by, batches), prunable);
}

/** Every channel of a network in the order of its importance, whatever share stays. */
export interface RankedChannels {
  readonly groups: readonly (ChannelGroup & RankedGroup)[];
  /** See `PruneReport.images`. */
  readonly images: number;
}

/** @param batches for `taylor`, see `lossGradients`; not touched otherwise. */
export async function rankedChannels(
  { architecture, tensors }: Checkpoint,
  by: ImportanceName,
  batches: Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>,
): Promise<RankedChannels> {
  const model = build(architecture);
  const { criterion, images } = await measured(model, tensors, by, batches);
  const groups = channelGroups(model).map((group) => ({
    ...group,
    order: orderOf(channelScores(group, criterion)),
  }));
  return { groups, images };
}

/** As `prune`, of channels that are ranked already. */
export function pruneRanked(
  checkpoint: Checkpoint,
  settings: Omit<PruneSettings, 'by'>,
  { groups, images }: RankedChannels,
  prunable: (space: ChannelSpace) => boolean = () => true,
): Pruned {
  const model = build(checkpoint.architecture);
  const kept = keptChannels(
    groups.filter(({ space }) => prunable(space)),
    settings,
  );
  const pruned = cut(checkpoint, kept);
  const [before, after] = [sizeOf(model), sizeOf(build(pruned.architecture))];
  return {
    checkpoint: pruned,
    report: {
      asked: { keep: settings.keep },
      reached: { keep: after.channels / before.channels },
      ...{ before, after, images },
      kept: new Map(
        groups.map(({ space, channels }) => [
          space,
          kept.get(space) ?? Array.from({ length: channels }, (_, i) => i),
        ]),
      ),
    },
  };
}

async function measured(
  model: Model,
  tensors: HostParameters,
  by: ImportanceName,
  batches: Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>,
): Promise<{ readonly criterion: Criterion; readonly images: number }> {
  if (by === 'magnitude') return { criterion: magnitude(model.parameters, tensors), images: 0 };
  const { weights, gradients, images } = await lossGradients(model, tensors, batches);
  return { criterion: taylor(weights, gradients), images };
}

interface RankedChannel {
  readonly channel: number;
  readonly score: number;
}

interface RankedGroup extends Pick<ChannelGroup, 'space' | 'signature'> {
  /** The least important first; of equals, the one that comes first. */
  readonly order: readonly RankedChannel[];
}

const orderOf = (scores: Float64Array): readonly RankedChannel[] =>
  Array.from(scores, (score, channel) => ({ channel, score })).sort(
    (a, b) => a.score - b.score || a.channel - b.channel,
  );

/** Of the groups that lose channels, those that stay, ascending. */
function keptChannels(
  groups: readonly RankedGroup[],
  { keep, round, across }: Omit<PruneSettings, 'by'>,
): KeptChannels {
  const pools = new Map<string, RankedGroup[]>();
  for (const group of groups) {
    const pool = across === 'group' ? group.space : across === 'signature' ? group.signature : '';
    pools.set(pool, [...(pools.get(pool) ?? []), group]);
  }
  const kept = new Map<ChannelSpace, readonly number[]>();
  for (const pool of pools.values()) {
    for (const [{ space, order }, removed] of removedIn(pool, keep)) {
      const left = Math.min(order.length, round * Math.ceil((order.length - removed) / round));
      const stay = order.slice(order.length - left).map(({ channel }) => channel);
      if (left < order.length)
        kept.set(
          space,
          stay.sort((a, b) => a - b),
        );
    }
  }
  return kept;
}

/**
 * How many of each group's least important channels go: of N channels in all, the N − ⌊N·keep⌋ with the lowest scores, passing
 * over those that are the last of their group.
 */
function removedIn(pool: readonly RankedGroup[], keep: number): ReadonlyMap<RankedGroup, number> {
  const removed = new Map(pool.map((group) => [group, 0]));
  const all = pool.flatMap((group) => group.order.map(({ score }) => ({ group, score })));
  // Stable: of equals, the group that comes first and within it the channel that comes first.
  const ascending = all.sort((a, b) => a.score - b.score);
  let wanted = all.length - Math.floor(all.length * keep + roundingError);
  for (const { group } of ascending) {
    const so = removed.get(group) ?? 0;
    if (wanted === 0 || so === group.order.length - 1) continue;
    removed.set(group, so + 1);
    wanted--;
  }
  return removed;
}

/** 0.7 · 10 is 7 channels. */
const roundingError = 1e-9;

function sizeOf(model: Model): NetworkSize {
  const sizes = model.parameters.map(({ role, shape }) =>
    role === 'trainable' ? shape.reduce((product, length) => product * length, 1) : 0,
  );
  return {
    channels: channelGroups(model).reduce((sum, { channels }) => sum + channels, 0),
    parameters: sizes.reduce((sum, size) => sum + size, 0),
    multiplyAdds: model.multiplyAdds,
  };
}
