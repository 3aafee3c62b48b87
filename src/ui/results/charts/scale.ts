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

/**
 * The smallest logarithmic domain with ends of 1, 2 or 5 times a power of ten that holds `low … high` (> 0), and at most
 * seven ticks of that kind; a domain within one step has evenly spaced ones.
 */
export function logDomain(low: number, high: number): Domain {
  const round = (value: number, up: boolean) => {
    const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
    const steps = [1, 2, 5, 10].map((factor) => clean(factor * power));
    const within = 1e-9 * value;
    return up
      ? (steps.find((step) => step >= value - within) ?? 10 * power)
      : (steps.findLast((step) => step <= value + within) ?? power);
  };
  const from = round(low, false);
  const to = round(Math.max(high, low * 1.001), true);
  const ends = { low: from, high: to > from ? to : round(from * 1.5, true) };
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from) + 1e-9); 10 ** power <= ends.high; power++) {
    for (const factor of [1, 2, 5]) {
      const tick = clean(factor * 10 ** power);
      if (tick >= from && tick <= ends.high) ticks.push(tick);
    }
  }
  if (ticks.length < 3) return { ...ends, ticks: niceDomain(ends.low, ends.high, 4).ticks };
  if (ticks.length <= 7) return { ...ends, ticks };
  const powers = ticks.filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
  const every = Math.ceil(powers.length / 7);
  return { ...ends, ticks: powers.filter((_, i) => i % every === 0) };
}

/** `previous` where it already holds `low … high`, and otherwise a round domain that holds both. */
export function grownDomain(
  previous: Domain | undefined,
  low: number,
  high: number,
  round: (low: number, high: number) => Domain = niceDomain,
): Domain {
  if (previous && low >= previous.low && high <= previous.high) return previous;
  return round(Math.min(low, previous?.low ?? low), Math.max(high, previous?.high ?? high));
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
