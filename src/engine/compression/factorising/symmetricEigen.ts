/**
 * Eigenvalues and eigenvectors of a symmetric matrix: reflected to a tridiagonal one (Householder), whose off-diagonal implicit
 * QR steps with Wilkinson's shift take to zero (Golub & Van Loan, Matrix Computations, sections 8.3.1 and 8.3.3).
 *
 * Vectors are kept as rows, so that a rotation runs over neighbouring numbers.
 */
import type { Matrix } from './matrix.ts';

export interface Eigen {
  /** [n], descending. */
  readonly values: Float64Array;
  /** [n, n]: row i is the vector of value i. Orthonormal to rounding, whatever the values. */
  readonly vectors: Matrix;
}

/** @param given [n, n], symmetric; it stays as it is. */
export function symmetricEigen(given: Matrix): Eigen {
  const n = given.rows;
  const { diagonal, beside, vectors } = tridiagonal(given);
  diagonalise(diagonal, beside, vectors, n);
  const order = Array.from(diagonal.keys()).sort(
    (a, b) => (diagonal[b] as number) - (diagonal[a] as number) || a - b,
  );
  const sorted = new Float64Array(n * n);
  for (const [to, from] of order.entries()) {
    sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n);
  }
  return {
    values: Float64Array.from(order, (i) => diagonal[i] as number),
    vectors: { rows: n, columns: n, values: sorted },
  };
}

/** A = Qᵀ·T·Q with T tridiagonal: its diagonal, what is beside it, and Q. */
function tridiagonal({ rows: n, values }: Matrix) {
  const a = values.slice();
  const [diagonal, beside] = [new Float64Array(n), new Float64Array(Math.max(0, n - 1))];
  const reflections: { readonly v: Float64Array; readonly beta: number }[] = [];
  for (let k = 0; k + 1 < n; k++) {
    const v = new Float64Array(n - k - 1);
    for (let i = 0; i < v.length; i++) v[i] = a[(k + 1 + i) * n + k] as number;
    const tail = v.subarray(1).reduce((sum, x) => sum + x * x, 0);
    const head = v[0] as number;
    if (tail === 0) {
      beside[k] = head;
      reflections.push({ v, beta: 0 });
      continue;
    }
    const length = Math.sqrt(head * head + tail);
    const alpha = head > 0 ? -length : length;
    v[0] = head - alpha;
    const beta = 2 / ((head - alpha) ** 2 + tail);
    beside[k] = alpha;
    reflect(a, n, k + 1, v, beta);
    reflections.push({ v, beta });
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i] as number;
  return { diagonal, beside, vectors: productOf(reflections, n) };
}

/** The block of `a` from `from` on, reflected from both sides: H·A·H with H = 1 − β·v·vᵀ. */
function reflect(a: Float64Array, n: number, from: number, v: Float64Array, beta: number): void {
  const m = v.length;
  const w = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    const row = (from + i) * n + from;
    let sum = 0;
    for (let j = 0; j < m; j++) sum += (a[row + j] as number) * (v[j] as number);
    w[i] = beta * sum;
  }
  const half = (beta / 2) * w.reduce((sum, x, i) => sum + x * (v[i] as number), 0);
  for (let i = 0; i < m; i++) w[i] = (w[i] as number) - half * (v[i] as number);
  for (let i = 0; i < m; i++) {
    const row = (from + i) * n + from;
    const [vi, wi] = [v[i] as number, w[i] as number];
    for (let j = 0; j < m; j++) {
      a[row + j] = (a[row + j] as number) - vi * (w[j] as number) - wi * (v[j] as number);
    }
  }
}

/** Q = H_last · … · H_0, row by row. */
function productOf(
  reflections: readonly { readonly v: Float64Array; readonly beta: number }[],
  n: number,
): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  // From the last on, the rows and columns before a reflection's block are still those of 1: Q·H touches the block alone.
  for (let k = reflections.length - 1; k >= 0; k--) {
    const { v, beta } = reflections[k] as (typeof reflections)[number];
    if (beta === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const row = i * n + k + 1;
      let sum = 0;
      for (let j = 0; j < v.length; j++) sum += (q[row + j] as number) * (v[j] as number);
      const factor = beta * sum;
      for (let j = 0; j < v.length; j++) q[row + j] = (q[row + j] as number) - factor * (v[j] as number);
    }
  }
  return q;
}

/** Takes `beside` to zero in place; the rotations go on to the rows of `vectors`. */
function diagonalise(d: Float64Array, e: Float64Array, vectors: Float64Array, n: number): void {
  const largest = d.reduce((most, x, i) => Math.max(most, Math.abs(x), Math.abs(e[i] ?? 0)), 0);
  const negligible = Number.EPSILON * largest;
  const isZero = (i: number) => Math.abs(e[i] as number) <= negligible;
  let [high, left] = [n - 1, 60 * n];
  while (high > 0) {
    if (isZero(high - 1)) {
      high--;
      continue;
    }
    if (left-- === 0) throw new Error('The eigenvalues of a matrix were not found; is it finite?');
    let low = high - 1;
    while (low > 0 && !isZero(low - 1)) low--;
    implicitStep({ d, e, vectors, n }, low, high);
  }
}

interface Tridiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly vectors: Float64Array;
  readonly n: number;
}

function implicitStep({ d, e, vectors, n }: Tridiagonal, low: number, high: number): void {
  const at = (values: Float64Array, i: number) => values[i] as number;
  const [gap, last] = [(at(d, high - 1) - at(d, high)) / 2, at(e, high - 1)];
  const shift = at(d, high) - last ** 2 / (gap + (gap < 0 ? -1 : 1) * Math.hypot(gap, last));
  let [x, z] = [at(d, low) - shift, at(e, low)];
  for (let k = low; k < high; k++) {
    const length = Math.hypot(x, z);
    const [c, s] = length === 0 ? [1, 0] : [x / length, z / length];
    if (k > low) e[k - 1] = length;
    const [a, b, f] = [at(d, k), at(d, k + 1), at(e, k)];
    d[k] = c * c * a + 2 * c * s * f + s * s * b;
    d[k + 1] = s * s * a - 2 * c * s * f + c * c * b;
    e[k] = c * s * (b - a) + (c * c - s * s) * f;
    if (k + 1 < high) {
      x = at(e, k);
      z = s * at(e, k + 1);
      e[k + 1] = c * at(e, k + 1);
    }
    rotate(vectors, k * n, n, c, s);
  }
}

/** The row that begins at `from` and the next. */
function rotate(vectors: Float64Array, from: number, n: number, c: number, s: number): void {
  for (let i = from; i < from + n; i++) {
    const [one, other] = [vectors[i] as number, vectors[i + n] as number];
    vectors[i] = c * one + s * other;
    vectors[i + n] = c * other - s * one;
  }
}
