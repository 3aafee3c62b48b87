/**
 * The canonical polyadic decomposition of a tensor of any number of axes,
 *
 *     T[i, j, …] ≈ Σ over r of A[i, r] · B[j, r] · …
 *
 * by alternating least squares (Kolda & Bader 2009, SIAM Review 51, figure 3.3). Where it ends depends on where it starts, so that it starts
 * several times: from the leading singular vectors of the unfoldings and from random numbers. The best is kept.
 */
import type { Random } from '../../../base/random.ts';
import { energy, type Matrix } from './matrix.ts';
import { leadingVectors } from './svd.ts';

export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float64Array;
}

export interface Cp {
  /** Of each axis [length, rank]; columns of all axes are equally long. */
  readonly factors: readonly Matrix[];
  /** ‖approximation − T‖ / ‖T‖ */
  readonly error: number;
}

export interface CpSettings {
  readonly starts: number;
  readonly iterations: number;
  /** Ends where an iteration lessens the relative error by less. */
  readonly tolerance: number;
}

const usual: CpSettings = { starts: 4, iterations: 100, tolerance: 1e-6 };

/** @param stream for the starts */
export function cp(tensor: Tensor, rank: number, stream: Random, settings: CpSettings = usual): Cp {
  let best: Cp | undefined;
  for (let start = 0; start < settings.starts; start++) {
    const drawn = stream.fork(start);
    const normal = () => drawn.normal();
    const factors = tensor.shape.map((length, axis) => ({
      ...(start === 0 ? leading(tensor, axis, rank, normal) : filled(length, rank, normal)),
    }));
    const found = alternated(tensor, factors, settings);
    if (!best || found.error < best.error) best = found;
  }
  if (!best) throw new Error('A decomposition needs one start at least.');
  return best;
}

/** The tensor that the factors stand for. */
export function cpTensor(factors: readonly Matrix[]): Tensor {
  const shape = factors.map(({ rows }) => rows);
  const rank = factors[0]?.columns ?? 0;
  let parts = new Float64Array(rank).fill(1);
  for (const { rows, values } of factors) {
    const longer = new Float64Array((parts.length / rank) * rows * rank);
    for (let at = 0; at < longer.length; at++) {
      const [r, row] = [at % rank, Math.floor(at / rank) % rows];
      const before = Math.floor(at / (rank * rows));
      longer[at] = (parts[before * rank + r] as number) * (values[row * rank + r] as number);
    }
    parts = longer;
  }
  const values = new Float64Array(parts.length / rank);
  for (let at = 0; at < parts.length; at++) {
    const to = Math.floor(at / rank);
    values[to] = (values[to] as number) + (parts[at] as number);
  }
  return { shape, values };
}

const filled = (rows: number, columns: number, draw: () => number): Matrix => ({
  ...{ rows, columns },
  values: Float64Array.from({ length: rows * columns }, draw),
});

/** As many leading vectors of an axis as it has, and random ones for the rest. */
function leading(tensor: Tensor, axis: number, rank: number, draw: () => number): Matrix {
  const length = tensor.shape[axis] as number;
  const known = Math.min(rank, length);
  const vectors = leadingVectors(unfoldedGram(tensor, axis), known);
  const result = filled(length, rank, draw);
  for (let i = 0; i < length; i++) {
    for (let r = 0; r < known; r++) result.values[i * rank + r] = vectors.values[i * known + r] as number;
  }
  return result;
}

/** T₍n₎·T₍n₎ᵀ of the unfolding by an axis. */
function unfoldedGram({ shape, values }: Tensor, axis: number): Matrix {
  const length = shape[axis] as number;
  const behind = shape.slice(axis + 1).reduce((all, one) => all * one, 1);
  const result = new Float64Array(length * length);
  for (let block = 0; block < values.length; block += length * behind) {
    for (let i = 0; i < length; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let b = 0; b < behind; b++) {
          sum += (values[block + i * behind + b] as number) * (values[block + j * behind + b] as number);
        }
        result[i * length + j] = (result[i * length + j] as number) + sum;
        if (i !== j) result[j * length + i] = (result[j * length + i] as number) + sum;
      }
    }
  }
  return { rows: length, columns: length, values: result };
}

function alternated(tensor: Tensor, start: readonly Matrix[], { iterations, tolerance }: CpSettings): Cp {
  const factors = [...start];
  const rank = factors[0]?.columns ?? 0;
  const whole = energy(tensor.values);
  let error = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < iterations && whole > 0; iteration++) {
    let squares = 0;
    for (const axis of factors.keys()) {
      const others = factors.filter((_, i) => i !== axis).map(columnProducts);
      const normal = hadamard(others, rank);
      const right = withoutAxis(tensor, factors, axis);
      const solved = solvedRows(normal, right);
      factors[axis] = solved;
      // ‖T‖² − 2·⟨T, T̂⟩ + ‖T̂‖², of which the last axis that moved knows both.
      const inner = solved.values.reduce((sum, value, i) => sum + value * (right.values[i] as number), 0);
      const own = hadamard([normal, columnProducts(solved)], rank).reduce((sum, value) => sum + value, 0);
      squares = whole - 2 * inner + own;
    }
    balance(factors);
    const now = Math.sqrt(Math.max(0, squares) / whole);
    const gained = error - now;
    error = now;
    if (gained < tolerance) break;
  }
  return { factors, error: whole > 0 ? error : 0 };
}

/** AᵀA, [rank, rank]. */
function columnProducts({ rows, columns, values }: Matrix): Float64Array {
  const result = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let r = 0; r < columns; r++) {
      const one = values[i * columns + r] as number;
      for (let q = 0; q < columns; q++) {
        const at = r * columns + q;
        result[at] = (result[at] as number) + one * (values[i * columns + q] as number);
      }
    }
  }
  return result;
}

function hadamard(matrices: readonly Float64Array[], rank: number): Float64Array {
  const result = new Float64Array(rank * rank).fill(1);
  for (const values of matrices) {
    for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) * (values[i] as number);
  }
  return result;
}

/** The unfolding by an axis times the Khatri–Rao product of the other axes' factors, [length, rank]. */
function withoutAxis({ shape, values }: Tensor, factors: readonly Matrix[], axis: number): Matrix {
  const rank = factors[0]?.columns ?? 0;
  const last = shape.length - 1;
  const [length, inner] = [shape[axis] as number, shape[last] as number];
  const innermost = (factors[last] as Matrix).values;
  const result = new Float64Array(length * rank);
  const [prefix, sum] = [new Float64Array(rank), new Float64Array(rank)];
  for (let block = 0; block * inner < values.length; block++) {
    let own = 0;
    prefix.fill(1);
    for (let a = last - 1, rest = block; a >= 0; a--) {
      const place = rest % (shape[a] as number);
      rest = Math.floor(rest / (shape[a] as number));
      if (a === axis) own = place;
      else multiplyRow(prefix, (factors[a] as Matrix).values, place * rank);
    }
    if (axis === last) {
      for (let o = 0; o < inner; o++)
        addRow(result, o * rank, prefix, 0, values[block * inner + o] as number);
      continue;
    }
    sum.fill(0);
    for (let o = 0; o < inner; o++)
      addRow(sum, 0, innermost, o * rank, values[block * inner + o] as number, rank);
    multiplyRow(sum, prefix, 0);
    addRow(result, own * rank, sum, 0, 1);
  }
  return { rows: length, columns: rank, values: result };
}

function multiplyRow(row: Float64Array, by: Float64Array, from: number): void {
  for (let r = 0; r < row.length; r++) row[r] = (row[r] as number) * (by[from + r] as number);
}

function addRow(
  to: Float64Array,
  at: number,
  from: Float64Array,
  begin: number,
  factor: number,
  rank = from.length,
): void {
  for (let r = 0; r < rank; r++) to[at + r] = (to[at + r] as number) + factor * (from[begin + r] as number);
}

/** X with X·N = R for a positive semidefinite N, [rank, rank]: by Cholesky's factors of N with a trace of 1 added. */
function solvedRows(normal: Float64Array, { rows, columns: n, values }: Matrix): Matrix {
  const trace = Array.from({ length: n }, (_, i) => normal[i * n + i] as number).reduce((a, b) => a + b, 0);
  const ridge = (1e-12 * trace) / n + Number.MIN_VALUE;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = (normal[i * n + j] as number) + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number);
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / (l[j * n + j] as number);
    }
  }
  const x = values.slice();
  for (let row = 0; row < rows * n; row += n) {
    for (let i = 0; i < n; i++) {
      let sum = x[row + i] as number;
      for (let k = 0; k < i; k++) sum -= (l[i * n + k] as number) * (x[row + k] as number);
      x[row + i] = sum / (l[i * n + i] as number);
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[row + i] as number;
      for (let k = i + 1; k < n; k++) sum -= (l[k * n + i] as number) * (x[row + k] as number);
      x[row + i] = sum / (l[i * n + i] as number);
    }
  }
  return { rows, columns: n, values: x };
}

/** Makes the columns of all factors equally long; their product stays. */
function balance(factors: Matrix[]): void {
  const rank = factors[0]?.columns ?? 0;
  for (let r = 0; r < rank; r++) {
    const lengths = factors.map(({ rows, columns, values }) => {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += (values[i * columns + r] as number) ** 2;
      return Math.sqrt(sum);
    });
    if (lengths.some((length) => length === 0)) continue;
    const mean = Math.exp(lengths.reduce((sum, length) => sum + Math.log(length), 0) / lengths.length);
    for (const [axis, { rows, columns, values }] of factors.entries()) {
      const factor = mean / (lengths[axis] as number);
      for (let i = 0; i < rows; i++) values[i * columns + r] = (values[i * columns + r] as number) * factor;
    }
  }
}
