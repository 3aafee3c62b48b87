/**
 * Thinning a line so that it looks the same with fewer points: cut it into bins, keep each bin's smallest and largest
 * value (a mean or every n-th point would lose the spikes), and keep both ends.
 */

/**
 * The indexes to keep, ascending, `atMost` of them (≥ 4). Undefined values are never kept and not counted.
 */
export function keptIndexes(values: readonly (number | undefined)[], atMost: number): readonly number[] {
  const present: { readonly index: number; readonly value: number }[] = [];
  values.forEach((value, index) => {
    if (value !== undefined) present.push({ index, value });
  });
  if (present.length <= atMost) return present.map((point) => point.index);
  const first = present[0];
  const last = present.at(-1);
  if (!first || !last) return [];
  const inner = present.slice(1, -1);
  const bins = Math.max(1, Math.floor((atMost - 2) / 2));
  const kept = [first.index];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * inner.length) / bins);
    const to = Math.floor(((bin + 1) * inner.length) / bins);
    let low = inner[from];
    let high = inner[from];
    for (const point of inner.slice(from, to)) {
      if (low && point.value < low.value) low = point;
      if (high && point.value > high.value) high = point;
    }
    if (!low || !high) continue;
    const pair = low.index < high.index ? [low.index, high.index] : [high.index, low.index];
    kept.push(...(low.index === high.index ? [low.index] : pair));
  }
  kept.push(last.index);
  return kept;
}
