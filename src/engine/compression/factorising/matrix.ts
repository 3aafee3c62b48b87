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

/** A·B, [m, k]·[k, n] */
export function product(a: Matrix, b: Matrix): Matrix {
  const { rows, columns: inner } = a;
  const { columns, values } = b;
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const row = result.subarray(i * columns, (i + 1) * columns);
    let k = 0;
    for (; k + 3 < inner; k += 4) addFour(row, values, k * columns, a.values, i * inner + k);
    for (; k < inner; k++) addScaled(row, values, k * columns, a.values[i * inner + k] as number);
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

/** row += factor · values[from …] */
function addScaled(row: Float64Array, values: Float64Array, from: number, factor: number): void {
  for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) + factor * (values[from + j] as number);
}

/** Four rows of `values` at once, with the four factors from `at` on. */
function addFour(
  row: Float64Array,
  values: Float64Array,
  from: number,
  factors: Float64Array,
  at: number,
): void {
  const n = row.length;
  const [a, b] = [factors[at] as number, factors[at + 1] as number];
  const [c, d] = [factors[at + 2] as number, factors[at + 3] as number];
  for (let j = 0; j < n; j++) {
    const k = from + j;
    row[j] =
      (row[j] as number) +
      a * (values[k] as number) +
      b * (values[k + n] as number) +
      (c * (values[k + 2 * n] as number) + d * (values[k + 3 * n] as number));
  }
}
