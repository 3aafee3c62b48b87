/**
 * A network without some of its residual blocks: of those that add to what they are given, channel by channel, the least important go,
 * and their shortcut is what is left of them.
 *
 * A block matters as Isomorphic Pruning has it when it removes layers (Fang et al. 2024, arXiv 2407.04616, `prune.py`): the mean over
 * its parameters (weights, biases, γ and β) of the mean of |w·∂L/∂w|, in evaluation mode. A stage keeps one block.
 */

import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { spacesOf } from '../../families/familyOf.ts';
import type { Part } from '../../families/model.ts';
import { layersOf } from '../../families/withForms.ts';
import { factorName } from '../../layers/factors.ts';
import { foldedShift } from '../../layers/foldBatchNorm.ts';
import type { HostParameter } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients, normTerms } from '../lossGradients.ts';
import { held } from '../quantising/folded.ts';
import { roundHalfEven } from '../roundHalfEven.ts';

export interface BlockImportance {
  /** `layer1.0` */
  readonly block: string;
  readonly stage: string;
  readonly importance: number;
  /** Whether the network can be without it. */
  readonly skips: boolean;
}

export interface DepthSettings {
  /** Of the blocks that can go, the share that stays, [0, 1]. */
  readonly keep: number;
  /** Whose blocks are ranked together. */
  readonly scope: 'global' | 'stage';
}

export interface Shortened {
  readonly checkpoint: Checkpoint;
  readonly report: {
    readonly asked: { readonly keep: number };
    readonly reached: { readonly keep: number };
    /** By name, in the network's order. */
    readonly removed: readonly string[];
  };
}

/**
 * Of every residual block, in the network's order. On the current backend.
 *
 * @param batches see `lossGradients`
 */
export async function blockImportances(
  { architecture, tensors }: Checkpoint,
  batches: Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>,
): Promise<readonly BlockImportance[]> {
  const model = build(architecture);
  const found = await lossGradients(model, tensors, batches);
  const ofScales = normTerms(model, tensors, found);
  /** Σ |w·∂L/∂w| ÷ its length; undefined where it is not trained. */
  const meanOf = (name: string): number | undefined => {
    const { weights, gradients } = found;
    const [weight, gradient] = [weights[name]?.values, gradients[name]?.values];
    if (weight && gradient) return mean(weight, (w, i) => w * (gradient[i] as number));
    const scales = ofScales[name];
    if (scales) return mean(scales, (term) => term);
    const shift = name.endsWith('.bias') ? foldedShift(name.slice(0, -'.bias'.length)) : undefined;
    const slope = shift === undefined ? undefined : gradients[shift]?.values;
    return slope && mean(held(tensors, name).values, (beta, c) => beta * (slope[c] as number));
  };
  return model.parts.flatMap((part): readonly BlockImportance[] => {
    if (part.skips === undefined) return [];
    const means = part.parameters.flatMap(({ name, role }) =>
      role === 'trainable' ? (meanOf(name) ?? []) : [],
    );
    const importance = means.reduce((sum, one) => sum + one, 0) / means.length;
    return [{ block: part.name, stage: part.stage, importance, skips: part.skips }];
  });
}

function mean(values: ArrayLike<number>, term: (value: number, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(term(values[i] as number, i));
  return sum / values.length;
}

/**
 * Without the least important of the blocks that can go: of N, N − N·keep (rounded half to even), of equals those that come first.
 *
 * @param blocks see `blockImportances`
 */
export function shortened(
  checkpoint: Checkpoint,
  blocks: readonly BlockImportance[],
  settings: DepthSettings,
): Shortened {
  const candidates = removableBlocks(blocks);
  const removed = new Set(removedBlocks(candidates, settings));
  const gone = blocks.flatMap(({ block }) => (removed.has(block) ? [block] : []));
  const keep = candidates.length > 0 ? 1 - gone.length / candidates.length : 1;
  return {
    checkpoint: withoutBlocks(checkpoint, gone),
    report: { asked: { keep: settings.keep }, reached: { keep }, removed: gone },
  };
}

/** Those that can go; of a stage in which all could, all but the most important. */
export function removableBlocks(blocks: readonly BlockImportance[]): readonly BlockImportance[] {
  const stays = new Set<string>();
  for (const stage of new Set(blocks.map((block) => block.stage))) {
    const own = blocks.filter((block) => block.stage === stage);
    const last = ranked(own).at(-1);
    if (last && own.every(({ skips }) => skips)) stays.add(last.block);
  }
  return blocks.filter(({ block, skips }) => skips && !stays.has(block));
}

function removedBlocks(
  candidates: readonly BlockImportance[],
  { keep, scope }: DepthSettings,
): readonly string[] {
  const pools =
    scope === 'global'
      ? [candidates]
      : [...new Set(candidates.map(({ stage }) => stage))].map((stage) =>
          candidates.filter((one) => one.stage === stage),
        );
  return pools.flatMap((pool) => {
    const count = pool.length - roundHalfEven(pool.length * keep);
    return ranked(pool)
      .slice(0, count)
      .map(({ block }) => block);
  });
}

/** The least important first; what is no number before all others. */
const ranked = (blocks: readonly BlockImportance[]): readonly BlockImportance[] =>
  [...blocks].sort((a, b) => rankOf(a) - rankOf(b));

const rankOf = ({ importance }: BlockImportance) =>
  Number.isFinite(importance) ? importance : -Number.MAX_VALUE;

/** @param gone names of blocks that the network can be without */
export function withoutBlocks({ architecture, tensors }: Checkpoint, gone: readonly string[]): Checkpoint {
  if (gone.length === 0) return { architecture, tensors };
  const { parts } = build(architecture);
  const [left, lost] = [
    parts.filter(({ name }) => !gone.includes(name)),
    parts.filter(({ name }) => gone.includes(name)),
  ];
  const specsOf = (some: readonly Part[]) => some.flatMap(({ parameters }) => parameters);
  const spaces = spacesOf(specsOf(left));
  const layers = new Set(layersOf(specsOf(lost)).map(({ name }) => name));
  const names = new Set(specsOf(lost).map(({ name }) => name));
  const isLost = (start: string) => [...names].some((name) => name.startsWith(start));
  const shorter: Architecture = {
    ...architecture,
    channels: entries(architecture.channels, (space) => spaces.has(space)),
    forms: entries(architecture.forms, (layer) => !layers.has(layer)),
    ...(architecture.factors
      ? { factors: entries(architecture.factors, (layer) => !isLost(`${factorName(layer, 0)}.`)) }
      : {}),
    without: [...(architecture.without ?? []), ...gone],
  };
  const kept: Record<string, HostParameter> = {};
  for (const [name, tensor] of Object.entries(tensors)) if (!names.has(name)) kept[name] = tensor;
  return { architecture: shorter, tensors: kept };
}

const entries = <Value>(
  from: Readonly<Record<string, Value>>,
  stays: (name: string) => boolean,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => stays(name)));
