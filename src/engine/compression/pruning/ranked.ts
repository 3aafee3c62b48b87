/**
 * Every channel of a network with its importance, whatever share stays: computed once, cut at any depth.
 */
import { random } from '../../../base/random.ts';
import { problem } from '../../../lang/problem.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { type ImportanceName, type ReductionName, unprunable } from '../../../spec/recipe/prune.ts';
import { build } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients, normTerms, squaredTerms } from '../lossGradients.ts';
import {
  type ChannelGroup,
  channelGroups,
  type GroupMember,
  type HeadGroup,
  headGroups,
} from './channelGroups.ts';
import { type Counted, geometricMedian, hessian, magnitude, normScale, taylor } from './criteria.ts';
import { type KeptChannels, placesOf } from './cut.ts';
import { type Scoring, scoredByMean, scoredByShare } from './importance.ts';

export interface RankSettings {
  readonly by: ImportanceName;
  readonly reduce: ReductionName;
  readonly depthwise: 'skip' | 'count';
  /** `auto`: batch norm's γ counts but in `taylor`, layer norm's in all. */
  readonly norms: 'auto' | 'skip' | 'count';
  /** Of `random`. */
  readonly seed: number;
}

export type Batches = Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>;

export interface RankedGroup extends ChannelGroup {
  /** [channels], NaN where it is not finite; undefined where nothing says how much they matter, and none goes. */
  readonly scores: Float64Array | undefined;
}

export interface RankedChannels {
  readonly architecture: Architecture;
  readonly groups: readonly RankedGroup[];
  /** How many images importance was measured on; 0 where it needs none. */
  readonly images: number;
  /**
   * Of every attention: how much each place [head, dimension] matters beside the channels that stay of all other spaces, as
   * Torch-Pruning 1.4.1 counts it once the stream is narrower.
   */
  readonly headsBeside: (kept: KeptChannels) => readonly RankedHeads[];
}

export interface RankedHeads extends HeadGroup {
  /** [heads · dimensions] */
  readonly scores: Float64Array | undefined;
}

/**
 * @param batches for `taylor` and `hessian`, see `lossGradients`; not touched otherwise.
 * @throws ProblemError `setting-invalid` where channels are to be ranked by batch norm's scale and no layer has any
 */
export async function rankedChannels(
  { architecture, tensors }: Checkpoint,
  settings: RankSettings,
  batches: Batches,
): Promise<RankedChannels> {
  const model = build(architecture);
  const { scoring, images } = await scoringOf(model, tensors, settings, batches);
  const groups = channelGroups(model).map((group) => ({ ...group, scores: scoring(group) }));
  if (groups.every(({ scores }) => scores === undefined)) {
    throw problem('setting-invalid', unprunable.norms.what, unprunable.norms.fix);
  }
  const attentions = [...headGroups(model).values()];
  const headsBeside = (kept: KeptChannels) =>
    attentions.map((one) => ({ ...one, scores: scoring(beside(one.group, kept)) }));
  return { architecture, groups, images, headsBeside };
}

/** Of the members only what the other axes' channels leave. */
function beside(group: ChannelGroup, kept: KeptChannels): ChannelGroup {
  const members = group.members.map((member) => ({ ...member, among: elementsBeside(member, kept) }));
  return { ...group, members };
}

function elementsBeside({ spec, axis }: GroupMember, kept: KeptChannels): (element: number) => boolean {
  const others = spec.axes.flatMap((other, i) => {
    const places = i === axis ? undefined : placesOf(other, kept);
    if (!places) return [];
    const length = spec.shape[i] ?? 1;
    const stays = new Uint8Array(length);
    for (const place of places) stays[place] = 1;
    return [{ stays, length, run: spec.shape.slice(i + 1).reduce((all, one) => all * one, 1) }];
  });
  return (element) =>
    others.every(({ stays, length, run }) => stays[Math.floor(element / run) % length] === 1);
}

async function scoringOf(
  model: Model,
  tensors: Checkpoint['tensors'],
  { by, reduce, depthwise, norms, seed }: RankSettings,
  batches: Batches,
): Promise<{ readonly scoring: Scoring; readonly images: number }> {
  const specs = model.parameters;
  const counted: Counted = {
    depthwise: depthwise === 'count',
    norms: norms === 'auto' ? by !== 'taylor' : norms === 'count',
    layerNorms: norms !== 'skip',
  };
  switch (by) {
    case 'magnitude':
    case 'l1': {
      const criterion = magnitude(specs, tensors, counted, by === 'l1' ? 1 : 2);
      return { scoring: scoredByMean(criterion, reduce), images: 0 };
    }
    case 'lamp':
      return { scoring: scoredByShare(magnitude(specs, tensors, counted, 2), reduce), images: 0 };
    case 'norm':
      return { scoring: scoredByMean(normScale(specs, tensors), reduce), images: 0 };
    case 'fpgm':
      return { scoring: scoredByMean(geometricMedian(tensors), reduce), images: 0 };
    case 'random':
      return { scoring: drawn(seed), images: 0 };
    case 'taylor': {
      const found = await lossGradients(model, tensors, batches);
      const terms = counted.norms ? normTerms(model, tensors, found) : {};
      return {
        scoring: scoredByMean(taylor(specs, found, counted, terms), reduce),
        images: found.images,
      };
    }
    case 'hessian': {
      const { terms, images } = await squaredTerms(model, tensors, batches);
      return { scoring: scoredByMean(hessian(specs, terms, counted), reduce), images };
    }
  }
}

/** The control: each channel's score is drawn from [0, 1), from a stream of its group. */
const drawn =
  (seed: number): Scoring =>
  ({ space, channels }) => {
    const stream = random(seed).fork(space);
    return Float64Array.from({ length: channels }, () => stream.uniform());
  };
