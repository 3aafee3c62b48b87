/** Mean and sample standard deviation (n − 1) of n numbers; `std` is NaN for n < 2. */
export interface Spread {
  readonly mean: number;
  readonly std: number;
  readonly n: number;
}

export function spread(values: readonly number[]): Spread {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, std: Number.NaN, n };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: n > 1 ? Math.sqrt(squares / (n - 1)) : Number.NaN, n };
}
