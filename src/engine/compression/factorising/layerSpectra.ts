/**
 * The weight of one layer as the matrices that its factorisations are of, with what is computed of each once.
 */
import type { UnfoldingSide } from '../../../protocol/layerRanks.ts';
import { byInputs, byOutputs, bySides, type Filter, filterOf } from './filter.ts';
import type { Matrix } from './matrix.ts';
import { type Spectrum, spectrumOf } from './svd.ts';

/** `inputs` of a linear layer is its weight, [in, out]. */
export type Side = UnfoldingSide;

export interface LayerSpectra {
  readonly filter: Filter;
  readonly matrix: (side: Side) => Matrix;
  readonly spectrum: (side: Side) => Spectrum;
}

const matrices: Readonly<Record<Side, (filter: Filter) => Matrix>> = {
  inputs: byInputs,
  outputs: byOutputs,
  sides: bySides,
};

/** @param shape of a filter or a linear layer's weight, in our layout. */
export function layerSpectra(shape: readonly number[], values: ArrayLike<number>): LayerSpectra {
  const filter = filterOf(shape.length === 2 ? [1, 1, ...shape] : shape, values);
  const made = new Map<Side, Spectrum>();
  const matrix = (side: Side) => matrices[side](filter);
  return {
    filter,
    matrix,
    spectrum(side) {
      const spectrum = made.get(side) ?? spectrumOf(matrix(side));
      made.set(side, spectrum);
      return spectrum;
    },
  };
}

/** The matrix that a method of one rank truncates; a linear layer and a convolution of 1×1 are the matrix of their inputs. */
export const sideOf = (method: 'svd' | 'channel' | 'spatial'): Side =>
  method === 'spatial' ? 'sides' : 'inputs';
