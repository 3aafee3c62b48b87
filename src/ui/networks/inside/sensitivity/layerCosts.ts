/**
 * Rows and lines of a scan of layers at few bits.
 */
import type { LayerSensitivity } from '../../../../protocol/layerSensitivity.ts';

export interface LayerCosts {
  readonly layer: string;
  /** Nats by bits. */
  readonly costs: ReadonlyMap<number, number>;
}

/** By place, or by cost at the fewest bits, the dearest first. */
export type CostOrder = 'place' | 'cost';

/** @param layers in the order in which they run; those that were not scanned yet are left out. */
export function layerCosts(
  layers: readonly string[],
  found: readonly LayerSensitivity[],
  order: CostOrder,
): readonly LayerCosts[] {
  const rows = layers.flatMap((layer): LayerCosts[] => {
    const mine = found.filter((one) => one.layer === layer);
    return mine.length > 0
      ? [{ layer, costs: new Map(mine.map(({ bits, divergence }) => [bits, divergence])) }]
      : [];
  });
  if (order === 'place') return rows;
  const dearness = ({ costs }: LayerCosts) => costs.get(Math.min(...costs.keys())) ?? 0;
  return rows.toSorted((a, b) => dearness(b) - dearness(a));
}

/** Nats: less is drawn at the bottom. */
const least = 1e-5;

/** How high a cost lies between `least` and the dearest, logarithmically, 0 … 1. */
export function heightOf(cost: number, most: number): number {
  const top = Math.max(most, 10 * least);
  return Math.log(Math.max(Math.min(cost, top), least) / least) / Math.log(top / least);
}

/** A line through every row's cost at so many bits, on a square of 100 units whose columns are as wide as each other. */
export function costLine(rows: readonly LayerCosts[], bits: number, most: number): string {
  return rows
    .map(({ costs }, i) => {
      const x = ((i + 0.5) / rows.length) * 100;
      const y = 100 - 100 * heightOf(costs.get(bits) ?? 0, most);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
    })
    .join('');
}

export const dearest = (rows: readonly LayerCosts[]): number =>
  Math.max(0, ...rows.flatMap(({ costs }) => [...costs.values()]));
