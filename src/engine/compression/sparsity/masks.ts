/**
 * Which entries of a network's weights stay, by their scores: exactly as many as asked for, of equals those that come last, in each
 * layer one unit at least.
 */
import { roundHalfEven } from '../roundHalfEven.ts';
import {
  type MatrixShape,
  pooled,
  spread,
  type UnitKind,
  type UnitShape,
  unitCount,
  unitShape,
} from './weightUnits.ts';

/** A layer's weight, entry by entry in PyTorch's order. */
export interface LayerScores {
  readonly layer: string;
  readonly matrix: MatrixShape;
  /** [rows · columns]; what is no number goes first. */
  readonly scores: Float64Array;
  /** 0 of entries that are gone for good; none are unless given. */
  readonly stays?: Uint8Array | undefined;
}

export interface MaskSettings {
  /** Share of the units that stay, [0, 1]; at least one of each layer does. */
  readonly keep: number;
  readonly what: UnitKind;
  /** Of `blocks`. */
  readonly block: UnitShape;
  /** What a unit scores of its entries. */
  readonly pool: 'mean' | 'max';
  /** Whose units are ranked together. */
  readonly scope: 'layer' | 'global';
  /** Where N·keep is no whole number: to the nearest, halves to the even one, as tfmot does (`pruning_impl.py`); or up. */
  readonly rounding?: 'even' | 'up';
}

export interface LayerMask {
  readonly layer: string;
  /** 1 of entries that stay, in PyTorch's order. */
  readonly mask: Uint8Array;
  readonly units: number;
  readonly kept: number;
}

/** Of N units N·keep stay, and one at least. */
export const keptCount = (units: number, { keep, rounding = 'even' }: MaskSettings): number =>
  Math.max(1, rounding === 'up' ? units - Math.floor((1 - keep) * units) : roundHalfEven(units * keep));

export function masksOf(layers: readonly LayerScores[], settings: MaskSettings): readonly LayerMask[] {
  const pools = layers.map((layer) => poolOf(layer, settings));
  if (settings.scope === 'layer') {
    for (const pool of pools)
      removeLowest([pool], pool.scores.length - keptCount(pool.scores.length, settings));
  } else {
    const units = pools.reduce((sum, { scores }) => sum + scores.length, 0);
    removeLowest(pools, units - keptCount(units, settings));
  }
  return pools.map(({ layer, unit, stays }) => ({
    layer: layer.layer,
    mask: spread(stays, layer.matrix, unit),
    units: stays.length,
    kept: stays.reduce((sum, one) => sum + one, 0),
  }));
}

interface Pool {
  readonly layer: LayerScores;
  readonly unit: UnitShape;
  readonly scores: Float64Array;
  readonly stays: Uint8Array;
  /** The unit that goes last. */
  readonly best: number;
  /** How many are gone before. */
  readonly already: number;
}

function poolOf(layer: LayerScores, { what, block, pool }: MaskSettings): Pool {
  const unit = unitShape(what, block, layer.matrix);
  // Above what is gone, which is −∞.
  const scores = Float64Array.from(pooled(layer.scores, layer.matrix, unit, pool), (score) =>
    Number.isNaN(score) ? -Number.MAX_VALUE : Math.max(score, -Number.MAX_VALUE),
  );
  let already = 0;
  if (layer.stays) {
    const staying = Float64Array.from(layer.stays);
    const left = pooled(staying, layer.matrix, unit, 'max');
    for (let i = 0; i < scores.length; i++) {
      if (left[i] !== 0) continue;
      scores[i] = Number.NEGATIVE_INFINITY;
      already++;
    }
  }
  let best = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] as number) >= (scores[best] as number)) best = i;
  const stays = new Uint8Array(unitCount(layer.matrix, unit)).fill(1);
  return { layer, unit, scores, stays, best, already };
}

/**
 * The `wanted` units with the lowest scores go, and with them all that are gone already; of equals those that come first. The best unit
 * of each layer is passed over.
 */
function removeLowest(pools: readonly Pool[], wanted: number): void {
  const candidates = new Float64Array(pools.reduce((sum, { scores }) => sum + scores.length - 1, 0));
  let at = 0;
  for (const { scores, best } of pools) {
    for (let i = 0; i < scores.length; i++) if (i !== best) candidates[at++] = scores[i] as number;
  }
  const already = pools.reduce((sum, pool) => sum + pool.already, 0);
  const count = Math.min(candidates.length, Math.max(wanted, already));
  if (count === 0) return;
  const sorted = candidates.sort();
  const threshold = sorted[count - 1] as number;
  let equals = count - lowerBound(sorted, threshold);
  for (const { scores, stays, best } of pools) {
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] as number;
      if (i === best || score > threshold) continue;
      if (score === threshold && equals-- <= 0) continue;
      stays[i] = 0;
    }
  }
}

/** How many are less. */
function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
