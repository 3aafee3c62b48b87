/**
 * A centred moving mean that hides nothing: beside each mean stand the smallest and the largest value that went into it.
 */

/** Epochs that one mean is taken over; 1 draws every epoch as it was measured. */
export const smoothings = [1, 3, 5, 9] as const;
export type Smoothing = (typeof smoothings)[number];

export interface Smoothed {
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * The mean of `window` (odd) values around each, of those that there are: fewer at both ends and beside holes. A hole
 * stays a hole. O(values × window).
 */
export function smoothed(
  values: readonly (number | undefined)[],
  window: number,
): readonly (Smoothed | undefined)[] {
  const reach = (window - 1) / 2;
  return values.map((value, i) => {
    if (value === undefined) return undefined;
    let sum = 0;
    let count = 0;
    let minimum = value;
    let maximum = value;
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
      const near = values[j];
      if (near === undefined) continue;
      sum += near;
      count += 1;
      minimum = Math.min(minimum, near);
      maximum = Math.max(maximum, near);
    }
    return { mean: sum / count, minimum, maximum };
  });
}
