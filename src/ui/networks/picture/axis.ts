/** A logarithmic axis of costs: its ends, and round numbers on it. */
export interface LogAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** From 0 at the low end to 1 at the high one. */
  share(value: number): number;
}

/** @param values above 0 */
export function logAxis(values: readonly number[]): LogAxis {
  const [low, high] = [Math.min(...values) / 1.35, Math.max(...values) * 1.35];
  const [from, to] = [Math.log(low), Math.log(high)];
  const candidates = [1, 2, 5].flatMap((digit) =>
    Array.from({ length: 40 }, (_, i) => digit * 10 ** (i - 12)).filter((tick) => tick > low && tick < high),
  );
  const ticks = candidates.sort((a, b) => a - b);
  const every = Math.ceil(ticks.length / 6);
  return {
    ...{ low, high },
    ticks: ticks.filter((_, i) => i % every === 0),
    share: (value) => (Math.log(value) - from) / (to - from),
  };
}

export interface ShareAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  share(value: number): number;
}

/** An axis of accuracies, 0 … 1, in steps of which a person counts three to six. */
export function shareAxis(values: readonly number[]): ShareAxis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find((one) => (most - least) / one <= 4) ?? 0.25;
  const low = Math.max(0, Math.floor(least / step - 0.2) * step);
  const high = Math.min(1, Math.ceil(most / step + 0.2) * step);
  const count = Math.round((high - low) / step);
  return {
    ...{ low, high },
    ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step),
    share: (value) => (value - low) / (high - low || 1),
  };
}
