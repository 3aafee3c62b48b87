/**
 * Structured pruning: whole channels of coupled groups are ranked, the least important ones are cut. What is left is a network
 * of the same family that is smaller and faster for real.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import type { DimsName } from '../../../spec/recipe/prune.ts';
import { build } from '../../families/catalogue.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { cut, type KeptChannels } from './cut.ts';
import { withOwnDims } from './ownDims.ts';
import {
  type CutGiven,
  type CutSettings,
  type FirstSize,
  type NetworkSize,
  type PlannedCut,
  plannedCut,
  sizeOf,
  timedCut,
} from './plannedCut.ts';
import { type Batches, type RankedChannels, type RankSettings, rankedChannels } from './ranked.ts';

export type PruneSettings = RankSettings &
  CutSettings & {
    /** In how many equal steps channels go, scored anew before each. */
    readonly steps: number;
    /**
     * Whether each head loses its own least important dimensions, as many as the other heads of its attention (Torch-Pruning 1.4.1), or
     * all the same ones, by the mean over heads (1.6.1).
     */
    readonly dims: DimsName;
  };

/** Shares of what there was before, by the target's name; of channels by `keep`. */
type Shares = Readonly<Record<string, number>>;

export interface PruneReport {
  readonly asked: Shares;
  /** Of the target, and the share of all groups' channels that stayed. */
  readonly reached: Shares;
  readonly before: NetworkSize;
  readonly after: NetworkSize;
  /** The channels that stayed, ascending, of every group, and of heads with dimensions of their own the places: see `KeptChannels`. */
  readonly kept: KeptChannels;
  /** How many images importance was measured on; 0 where it needs none. */
  readonly images: number;
}

export interface Pruned {
  readonly checkpoint: Checkpoint;
  readonly report: PruneReport;
}

export interface PruneGiven {
  /** For `taylor` and `hessian`, see `lossGradients`; not touched otherwise. Called before each step. */
  readonly batches: () => Batches;
  /** Which spaces may lose channels; all unless given. */
  readonly prunable?: CutGiven['prunable'];
  /** How long one image takes; what `target: 'ms'` needs. */
  readonly timeOf?: ((network: Checkpoint) => Promise<number>) | undefined;
  /** The network's channels, where they are ranked already. */
  readonly ranked?: RankedChannels | undefined;
}

/** With the shares that are left after so many of a pruning's steps, from 1, of what there was before the first. */
export function settingsAfter<Settings extends Pick<PruneSettings, 'keep' | 'steps' | 'heads' | 'headDims'>>(
  step: number,
  settings: Settings,
): Settings {
  const { keep, steps, heads, headDims } = settings;
  const after = (share: number) => 1 - ((1 - share) * step) / steps;
  return {
    ...{ ...settings, keep: after(keep), heads: after(heads) },
    headDims: headDims > 0 ? after(headDims) : 0,
  };
}

/** @returns a network whose batch norm has the statistics of before: see `recalibrated`. */
export async function prune(
  checkpoint: Checkpoint,
  settings: PruneSettings,
  { batches, prunable, timeOf, ranked: known }: PruneGiven,
): Promise<Pruned> {
  const { keep, steps, target } = settings;
  const before = sizeOf(build(checkpoint.architecture));
  const first: FirstSize = { channels: checkpoint.architecture.channels, size: before };
  const whole = target === 'ms' ? await requiredTime(timeOf)(checkpoint) : 0;
  let network = checkpoint;
  let kept: KeptChannels | undefined;
  let images = 0;
  let time = 1;
  for (let step = 1; step <= steps; step++) {
    const from = network;
    const ranked = (step === 1 && known) || (await rankedChannels(from, settings, batches()));
    const stepped = settingsAfter(step, settings);
    const given: CutGiven = { prunable, first };
    let planned: PlannedCut;
    if (target === 'ms') {
      const measure = (left: KeptChannels) => requiredTime(timeOf)(cut(from, losing(left, from)));
      ({ planned, reached: time } = await timedCut(ranked, stepped, measure, whole, given));
    } else planned = plannedCut(ranked, stepped, given);
    const staying = settings.dims === 'own' ? withOwnDims(planned.kept, ranked) : planned.kept;
    network = cut(from, losing(staying, from));
    kept = kept ? composed(kept, staying) : staying;
    images = ranked.images;
  }
  const after = sizeOf(build(network.architecture));
  const channels = after.channels / before.channels;
  const reached = {
    channels: { keep: channels },
    parameters: { parameters: after.parameters / before.parameters, keep: channels },
    multiplyAdds: { multiplyAdds: after.multiplyAdds / before.multiplyAdds, keep: channels },
    ms: { ms: time, keep: channels },
  }[target];
  return {
    checkpoint: network,
    report: {
      ...{ asked: { [target === 'channels' ? 'keep' : target]: keep }, reached },
      ...{ before, after, images, kept: kept ?? new Map() },
    },
  };
}

function requiredTime(timeOf: PruneGiven['timeOf']): NonNullable<PruneGiven['timeOf']> {
  if (!timeOf) throw new RangeError('a share of the time is reached where time can be measured');
  return timeOf;
}

/** Without spaces that keep all; places of heads are no space of the architecture, and are left as they are. */
const losing = (kept: KeptChannels, { architecture }: Checkpoint): KeptChannels =>
  new Map(
    [...kept].filter(
      ([space, channels]) => channels.length < (architecture.channels[space] ?? Number.POSITIVE_INFINITY),
    ),
  );

/** Those of the first network that stay after a further cut, whose channels are counted among those that were left. */
const composed = (before: KeptChannels, then: KeptChannels): KeptChannels =>
  new Map<ChannelSpace, readonly number[]>(
    [...before].map(([space, channels]) => [
      space,
      then.get(space)?.map((place) => channels[place] as number) ?? channels,
    ]),
  );
