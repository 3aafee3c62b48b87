/**
 * Bars of a small chart as one path of an SVG, on a square of 100 units that is stretched to the room.
 */

export interface Bar {
  /** 0 … 1, from the left. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** @param most the value of a bar of full height; nothing is drawn where it is 0. */
export function barsPath(bars: readonly Bar[], most: number): string {
  if (!(most > 0)) return '';
  return bars
    .filter(({ value }) => value > 0)
    .map(({ from, to, value }) => {
      const [left, right, top] = [from * 100, to * 100, 100 - (value / most) * 100].map(rounded);
      return `M${left} 100V${top}H${right}V100Z`;
    })
    .join('');
}

/** The upper edge of bars that stand next to each other. */
export function edgePath(values: readonly number[], most: number): string {
  if (!(most > 0)) return '';
  const width = 100 / values.length;
  const points = values.map((value, i) => {
    const top = rounded(100 - (value / most) * 100);
    return `${i === 0 ? 'M' : 'L'}${rounded(i * width)} ${top}H${rounded((i + 1) * width)}`;
  });
  return points.join('');
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** One bar for each value, side by side. */
export const sideBySide = (values: readonly number[], gap = 0): readonly Bar[] =>
  values.map((value, i) => ({
    from: (i + gap / 2) / values.length,
    to: (i + 1 - gap / 2) / values.length,
    value,
  }));

/** A bar at each level's place between the first and the last. */
export function levelBars(levels: readonly (readonly [value: number, count: number])[]): readonly Bar[] {
  const [least, most] = [levels[0]?.[0] ?? 0, levels.at(-1)?.[0] ?? 1];
  const span = most - least || 1;
  const half = Math.min(0.02, 0.4 / levels.length);
  return levels.map(([value, count]) => {
    const middle = half + ((value - least) / span) * (1 - 2 * half);
    return { from: middle - half, to: middle + half, value: count };
  });
}

/** How many of them, from the first, have that share of all squares. */
export function rankHolding(singular: readonly number[], share: number): number {
  const squares = singular.map((value) => value ** 2);
  const wanted = share * squares.reduce((sum, square) => sum + square, 0);
  let sum = 0;
  const at = squares.findIndex((square) => {
    sum += square;
    return sum >= wanted;
  });
  return at < 0 ? singular.length : at + 1;
}
