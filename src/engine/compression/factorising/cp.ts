/**
 * The canonical polyadic decomposition of a tensor of any number of axes,
 *
 *     T[i, j, …] ≈ Σ over r of A[i, r] · B[j, r] · …
 *
 * by alternating least squares (Kolda & Bader 2009, SIAM Review 51, figure 3.3). Where it ends depends on where it starts, so that it starts
 * several times: from the leading singular vectors of the unfoldings and from random numbers. The best is kept.
 */
import type { Random } from '../../../base/random.ts';
import { addRows, crossProduct, dot, energy, type Matrix, product, transposed } from './matrix.ts';
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
  /** Iterations after which the best start is gone on with; all unless given. */
  readonly tried?: number;
}

const usual: CpSettings = { starts: 4, iterations: 100, tolerance: 1e-6, tried: 10 };

/**
 * Every start is tried for a few iterations; the one with the least error then goes on to the end.
 *
 * @param stream for the starts
 */
export function cp(tensor: Tensor, rank: number, stream: Random, settings: CpSettings = usual): Cp {
  const { starts, iterations, tolerance } = settings;
  const tried = Math.min(iterations, settings.tried ?? iterations);
  const rows = unfolded(tensor);
  let best: State | undefined;
  for (let start = 0; start < starts; start++) {
    const drawn = stream.fork(start);
    const normal = () => drawn.normal();
    const factors = tensor.shape.map((length, axis) =>
      start === 0 ? leading(tensor, axis, rank, normal) : filled(length, rank, normal),
    );
    const found = alternated(
      rows,
      { factors, error: Number.POSITIVE_INFINITY, isDone: false },
      tried,
      tolerance,
    );
    if (!best || found.error < best.error) best = found;
  }
  if (!best) throw new Error('A decomposition needs one start at least.');
  return best.isDone ? best : alternated(rows, best, iterations - tried, tolerance);
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

/** Where alternation stands. */
interface State {
  readonly factors: Matrix[];
  readonly error: number;
  /** Whether the last iteration lessened the error by less than the tolerance. */
  readonly isDone: boolean;
}

/**
 * Some iterations more. What the last axis is multiplied with is found once for all other axes: two products of the tensor with a
 * matrix in each iteration, however many axes there are.
 */
function alternated(
  { shape, rows }: Unfolded,
  { factors: begun, error: before }: State,
  iterations: number,
  tolerance: number,
): State {
  const factors = [...begun];
  const last = factors.length - 1;
  const rank = factors[0]?.columns ?? 0;
  const whole = energy(rows.values);
  if (whole === 0) return { factors, error: 0, isDone: true };
  /** AᵀA of every axis, [rank, rank]. */
  const own = factors.map((factor) => crossProduct(factor, factor).values);
  // What is made without the last axis is not needed any more where its turn comes.
  const room = new Float64Array(rows.rows * rank);
  let error = before;
  for (let iteration = 0; iteration < iterations; iteration++) {
    let squares = 0;
    const without = product(rows, factors[last] as Matrix, room);
    for (const axis of factors.keys()) {
      const normal = hadamard(own.toSpliced(axis, 1), rank);
      const right =
        axis === last
          ? crossProduct(rows, khatriRao(factors.slice(0, last), rank, room))
          : withoutOthers(without, shape, factors, axis);
      const solved = solvedRows(normal, right);
      factors[axis] = solved;
      own[axis] = crossProduct(solved, solved).values;
      // ‖T‖² − 2·⟨T, T̂⟩ + ‖T̂‖², of which the last axis that moved knows both.
      if (axis !== last) continue;
      const inner = solved.values.reduce((sum, value, i) => sum + value * (right.values[i] as number), 0);
      const made = hadamard(own, rank).reduce((sum, value) => sum + value, 0);
      squares = whole - 2 * inner + made;
    }
    balance(factors, own, rank);
    const now = Math.sqrt(Math.max(0, squares) / whole);
    const gained = error - now;
    error = now;
    if (gained < tolerance) return { factors, error, isDone: true };
  }
  return { factors, error, isDone: false };
}

function hadamard(matrices: readonly Float64Array[], rank: number): Float64Array {
  const result = new Float64Array(rank * rank).fill(1);
  for (const values of matrices) {
    for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) * (values[i] as number);
  }
  return result;
}

/** A tensor, unfolded by its last axis, [all others, length], and what is multiplied with it. */
interface Unfolded {
  readonly shape: readonly number[];
  readonly rows: Matrix;
}

function unfolded({ shape, values }: Tensor): Unfolded {
  const columns = shape.at(-1) ?? 1;
  return { shape, rows: { rows: values.length / columns, columns, values } };
}

/** For each place in some axes the product of their factors' rows, [places, rank]: the Khatri–Rao product, in `into` where given. */
function khatriRao(factors: readonly Matrix[], rank: number, into?: Float64Array): Matrix {
  let rows = 1;
  let values: Float64Array = new Float64Array(rank).fill(1);
  for (const [place, factor] of factors.entries()) {
    const room = place === factors.length - 1 ? into : undefined;
    const longer = room ?? new Float64Array(rows * factor.rows * rank);
    for (let at = 0, row = 0; row < rows; row++) {
      for (let i = 0; i < factor.values.length; i += rank) {
        for (let r = 0; r < rank; r++)
          longer[at++] = (values[row * rank + r] as number) * (factor.values[i + r] as number);
      }
    }
    rows *= factor.rows;
    values = longer;
  }
  return { rows, columns: rank, values };
}

/**
 * From the tensor without its last axis, [all others, rank] (each column multiplied with that factor's), and the factors of the other
 * axes but one: without those too, [length, rank].
 */
function withoutOthers(
  { rows, columns: rank, values }: Matrix,
  shape: readonly number[],
  factors: readonly Matrix[],
  axis: number,
): Matrix {
  const before = khatriRao(factors.slice(0, axis), rank);
  const behind = khatriRao(factors.slice(axis + 1, shape.length - 1), rank);
  const length = shape[axis] as number;
  const result = new Float64Array(length * rank);
  const sum = new Float64Array(rank);
  for (let row = 0; row < rows; row += behind.rows) {
    sum.fill(0);
    for (let b = 0; b < behind.rows; b++) {
      for (let r = 0, from = (row + b) * rank, other = b * rank; r < rank; r++)
        sum[r] = (sum[r] as number) + (values[from + r] as number) * (behind.values[other + r] as number);
    }
    const place = row / behind.rows;
    const to = (place % length) * rank;
    const other = Math.floor(place / length) * rank;
    for (let r = 0; r < rank; r++)
      result[to + r] = (result[to + r] as number) + (sum[r] as number) * (before.values[other + r] as number);
  }
  return { rows: length, columns: rank, values: result };
}

/** X with X·N = R for a positive semidefinite N, [rank, rank]: by Cholesky's factors of N with a trace of 1 added, all rows at once. */
function solvedRows(normal: Float64Array, right: Matrix): Matrix {
  const n = right.columns;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += normal[i * n + i] as number;
  const ridge = (1e-12 * trace) / n + Number.MIN_VALUE;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = (normal[i * n + j] as number) + (i === j ? ridge : 0) - dot(l, i * n, j * n, j);
      l[i * n + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / (l[j * n + j] as number);
    }
  }
  const x = transposed(right);
  const { columns, values } = x;
  const divided = (i: number) => {
    const by = l[i * n + i] as number;
    for (let c = i * columns; c < (i + 1) * columns; c++) values[c] = (values[c] as number) / by;
  };
  const negative = l.map((value) => -value);
  for (let i = 0; i < n; i++) {
    addRows(values, i * columns, x, [0, i], negative, i * n, 1);
    divided(i);
  }
  for (let i = n - 1; i >= 0; i--) {
    addRows(values, i * columns, x, [i + 1, n], negative, (i + 1) * n + i, n);
    divided(i);
  }
  return transposed(x);
}

/** Makes the columns of all factors equally long; their product stays. `grams` are AᵀA of each, and follow. */
function balance(factors: readonly Matrix[], grams: readonly Float64Array[], rank: number): void {
  const scales = factors.map(() => new Float64Array(rank).fill(1));
  for (let r = 0; r < rank; r++) {
    const lengths = grams.map((gram) => Math.sqrt(gram[r * rank + r] as number));
    if (lengths.some((length) => length === 0)) continue;
    const mean = Math.exp(lengths.reduce((sum, length) => sum + Math.log(length), 0) / lengths.length);
    for (const [axis, scale] of scales.entries()) scale[r] = mean / (lengths[axis] as number);
  }
  for (const [axis, scale] of scales.entries()) {
    const { values } = factors[axis] as Matrix;
    const gram = grams[axis] as Float64Array;
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * (scale[i % rank] as number);
    for (let i = 0; i < gram.length; i++) {
      const both = (scale[i % rank] as number) * (scale[Math.floor(i / rank)] as number);
      gram[i] = (gram[i] as number) * both;
    }
  }
}
