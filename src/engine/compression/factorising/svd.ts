/**
 * Truncated singular value decompositions by the smaller of a matrix's two Gram matrices. Its eigenvectors Q are orthonormal to
 * rounding, so the projection Q_r·Q_rᵀ·A is the nearest matrix of rank r (Eckart & Young 1936) but for singular values below
 * 1e-8 of the largest, whose order among themselves the squares no longer tell.
 */
import { dot, firstRows, gram, type Matrix, product, transposed } from './matrix.ts';
import { symmetricEigen } from './symmetricEigen.ts';

/** What every truncation of a matrix [m, n] is made of. */
export interface Spectrum {
  /** Which of its sides the vectors are on: the shorter. */
  readonly side: 'rows' | 'columns';
  /** [k, m] or [k, n], k = min(m, n), orthonormal. */
  readonly vectors: Matrix;
  /** [k], descending but for rounding. */
  readonly singularValues: Float64Array;
}

export function spectrumOf(a: Matrix): Spectrum {
  const side = a.rows <= a.columns ? 'rows' : 'columns';
  const wide = side === 'rows' ? a : transposed(a);
  const { vectors } = symmetricEigen(gram(wide));
  // What a vector leaves of the matrix is as long as its singular value, with more digits than the root of an eigenvalue.
  return { side, vectors, singularValues: rowLengths(product(vectors, wide)) };
}

/** A ≈ left·right, [m, r]·[r, n]; singular values go to both in equal parts. */
export interface TwoFactors {
  readonly left: Matrix;
  readonly right: Matrix;
}

/** @param rank 1 … min(m, n) */
export function truncated(a: Matrix, { side, vectors, singularValues }: Spectrum, rank: number): TwoFactors {
  const roots = singularValues.slice(0, rank).map(Math.sqrt);
  const leading = firstRows(vectors, rank);
  const projected = product(leading, side === 'rows' ? a : transposed(a));
  const own = scaledRows(leading, roots, (value, root) => value * root);
  const other = scaledRows(projected, roots, (value, root) => (root > 0 ? value / root : 0));
  return side === 'rows' ? { left: transposed(own), right: other } : { left: transposed(other), right: own };
}

/**
 * Of every number of singular values, 0 … k, the share of all squares that those behind them have: the squared relative error
 * of a truncation.
 */
export function tailShares(singularValues: Float64Array): Float64Array {
  const tails = new Float64Array(singularValues.length + 1);
  for (let i = singularValues.length - 1; i >= 0; i--) {
    tails[i] = (tails[i + 1] as number) + (singularValues[i] as number) ** 2;
  }
  const all = tails[0] as number;
  return all > 0 ? tails.map((tail) => tail / all) : tails;
}

/** The least rank, from 1, whose singular values have at least that share of all squares. */
export function rankByEnergy(singularValues: Float64Array, share: number): number {
  const tails = tailShares(singularValues);
  const allowed = 1 - share + 1e-12;
  const found = tails.findIndex((tail, rank) => rank > 0 && tail <= allowed);
  return found < 0 ? Math.max(1, singularValues.length) : found;
}

/** The leading left singular vectors of a matrix by its Gram matrix A·Aᵀ, [m, m] → [m, r]. */
export function leadingVectors(gramMatrix: Matrix, rank: number): Matrix {
  return transposed(firstRows(symmetricEigen(gramMatrix).vectors, rank));
}

function rowLengths({ rows, columns, values }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    Math.sqrt(dot(values, i * columns, i * columns, columns)),
  );
}

function scaledRows(
  { columns, values }: Matrix,
  factors: Float64Array,
  scaled: (value: number, factor: number) => number,
): Matrix {
  const rows = factors.length;
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < result.length; i++) {
    result[i] = scaled(values[i] as number, factors[Math.floor(i / columns)] as number);
  }
  return { rows, columns, values: result };
}
