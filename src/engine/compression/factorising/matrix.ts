/**
 * Matrices in float64, off the device: what decompositions are computed with.
 */

/** Row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** [m, n] → [n, m] */
export function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j] as number;
  }
  return { rows: columns, columns: rows, values: result };
}

/**
 * A·B, [m, k]·[k, n]
 *
 * @param into where the result is to be; memory of its own unless given
 */
export function product(a: Matrix, b: Matrix, into?: Float64Array): Matrix {
  const { rows, columns: inner, values } = a;
  const { columns } = b;
  const result = into?.fill(0) ?? new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) addRows(result, i * columns, b, [0, inner], values, i * inner, 1);
  return { rows, columns, values: result };
}

/** Aᵀ·B, [m, k], [m, n] → [k, n] */
export function crossProduct(a: Matrix, b: Matrix): Matrix {
  const { rows: inner, columns: rows } = a;
  const { columns } = b;
  const result = new Float64Array(rows * columns);
  let k = 0;
  for (; k + 3 < inner; k += 4) {
    for (let i = 0; i < rows; i++) addFour(result, i * columns, b, k * columns, a.values, k * rows + i, rows);
  }
  for (; k < inner; k++) {
    for (let i = 0; i < rows; i++)
      addScaled(result, i * columns, b, k * columns, a.values[k * rows + i] as number);
  }
  return { rows, columns, values: result };
}

/** A·Aᵀ, [m, m], of [m, n]. */
export function gram({ rows, columns, values }: Matrix): Matrix {
  const result = new Float64Array(rows * rows);
  // Stretch by stretch of the columns, so that all rows' stay near.
  const stretch = Math.max(64, Math.floor(16_384 / Math.max(1, rows)));
  for (let from = 0; from < columns; from += stretch) {
    const length = Math.min(stretch, columns - from);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j <= i; j++) {
        const sum = dot(values, i * columns + from, j * columns + from, length);
        result[i * rows + j] = (result[i * rows + j] as number) + sum;
      }
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) result[j * rows + i] = result[i * rows + j] as number;
  }
  return { rows, columns: rows, values: result };
}

/** The first of a matrix's rows, [m, n] → [count, n]. */
export const firstRows = ({ columns, values }: Matrix, count: number): Matrix => ({
  ...{ rows: count, columns },
  values: values.slice(0, count * columns),
});

/** The sum of squares. */
export function energy(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) ** 2;
  return sum;
}

/** In four sums, which do not wait for each other. */
export function dot(values: Float64Array, one: number, other: number, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += (values[one + i] as number) * (values[other + i] as number);
    b += (values[one + i + 1] as number) * (values[other + i + 1] as number);
    c += (values[one + i + 2] as number) * (values[other + i + 2] as number);
    d += (values[one + i + 3] as number) * (values[other + i + 3] as number);
  }
  for (; i < length; i++) a += (values[one + i] as number) * (values[other + i] as number);
  return a + b + (c + d);
}

/** to[at …] += Σ over rows k of a stretch of b: their factors, which stand `apart` from `first` on, times row k. */
export function addRows(
  to: Float64Array,
  at: number,
  b: Matrix,
  [begin, end]: readonly [number, number],
  factors: Float64Array,
  first: number,
  apart: number,
): void {
  const { columns: n } = b;
  let k = begin;
  for (; k + 3 < end; k += 4) addFour(to, at, b, k * n, factors, first + (k - begin) * apart, apart);
  for (; k < end; k++) addScaled(to, at, b, k * n, factors[first + (k - begin) * apart] as number);
}

/** to[at …] += factor · values[from …], one row of them. */
function addScaled(
  to: Float64Array,
  at: number,
  { columns: n, values }: Matrix,
  from: number,
  factor: number,
): void {
  for (let j = 0; j < n; j++) to[at + j] = (to[at + j] as number) + factor * (values[from + j] as number);
}

/** Four rows of `values` at once, with four factors that stand `apart` from `first` on. */
function addFour(
  to: Float64Array,
  at: number,
  { columns: n, values }: Matrix,
  from: number,
  factors: Float64Array,
  first: number,
  apart: number,
): void {
  const [a, b] = [factors[first] as number, factors[first + apart] as number];
  const [c, d] = [factors[first + 2 * apart] as number, factors[first + 3 * apart] as number];
  for (let j = 0; j < n; j++) {
    const k = from + j;
    to[at + j] =
      (to[at + j] as number) +
      a * (values[k] as number) +
      b * (values[k + n] as number) +
      (c * (values[k + 2 * n] as number) + d * (values[k + 3 * n] as number));
  }
}
