/**
 * Ranks of one layer of a kept network: those that it runs with, or that a factorisation would choose.
 */
import type { LayerFactors } from '../spec/network/layerFactors.ts';
import type { FactoriseSpec } from '../spec/recipe/stages.ts';

export interface LayerRanksAsked {
  /** Of a kept network. */
  readonly id: string;
  /** A layer, or one of the factors that a layer runs as. */
  readonly layer: string;
  /** What would choose the ranks of a layer that is dense. */
  readonly stage: FactoriseSpec;
}

/** Why a layer runs as it did. */
export type LeftDense = 'head' | 'depthwise' | 'method' | 'costs' | 'noise' | 'budget';

/**
 * A weight as a matrix: what it takes by all else (`inputs`), all else by what it gives (`outputs`), or its columns with what it takes
 * by its rows with what it gives (`sides`).
 */
export type UnfoldingSide = 'inputs' | 'outputs' | 'sides';

export interface UnfoldingRank {
  readonly side: UnfoldingSide;
  /** Descending. */
  readonly singular: readonly number[];
  readonly rank: number;
  /** Share of the squares that the first `rank` of them have, 0 … 1. */
  readonly held: number;
}

export interface LayerRanks {
  /** As it is called where it is dense. */
  readonly layer: string;
  /** Whether it runs so; else the stage would make it so. */
  readonly isOwn: boolean;
  /** Undefined where it stays dense, for the reason in `left`. */
  readonly factors: LayerFactors | undefined;
  readonly left?: LeftDense | undefined;
  /** Of the weight before it was factorised; of `cp`, whose rank is of no matrix, none. */
  readonly unfoldings: readonly UnfoldingRank[];
  /** Of factors that it runs as: ‖product − weight‖ / ‖weight‖ against the weight before; undefined where that is not kept. */
  readonly error?: number | undefined;
}
