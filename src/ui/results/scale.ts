/**
 * Axis domains that stay where they are while numbers arrive: round ends, and growing only.
 */

export interface Domain {
  readonly low: number;
  readonly high: number;
  /** Round values from low to high. */
  readonly ticks: readonly number[];
}

/** The round step (1, 2 or 5 times a power of ten) that cuts `width` into about `count` parts. */
export function niceStep(width: number, count: number): number {
  const rough = width / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const part = rough / power;
  const factor = part <= 1.000001 ? 1 : part <= 2.000001 ? 2 : part <= 5.000001 ? 5 : 10;
  return factor * power;
}

/** Removes the rounding dust of a multiple of a step, so that 3 · 0.1 reads 0.3. */
const clean = (value: number) => Number(value.toPrecision(12));

/** The smallest domain with round ends that holds `low … high`, cut into about `count` parts. */
export function niceDomain(low: number, high: number, count = 4): Domain {
  const width = high > low ? high - low : Math.abs(high) || 1;
  const top = high > low ? high : low + width;
  const step = niceStep(width, count);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(top / step - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => clean((from + i) * step));
  return { low: clean(from * step), high: clean(to * step), ticks };
}

/** `previous` where it already holds `low … high`, and otherwise a round domain that holds both. */
export function grownDomain(previous: Domain | undefined, low: number, high: number, count = 4): Domain {
  if (previous && low >= previous.low && high <= previous.high) return previous;
  return niceDomain(Math.min(low, previous?.low ?? low), Math.max(high, previous?.high ?? high), count);
}

/** Whole-numbered ticks of an epoch axis: both ends and round numbers between that do not crowd them. */
export function epochTicks(first: number, last: number, count = 6): readonly number[] {
  if (last <= first) return [first];
  const step = Math.max(1, niceStep(last - first, count));
  const ticks = [first];
  for (let tick = Math.ceil((first + 1) / step) * step; tick < last; tick += step) {
    if (tick - first >= step / 2 && last - tick >= step / 2) ticks.push(tick);
  }
  ticks.push(last);
  return ticks;
}
