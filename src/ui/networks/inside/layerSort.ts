/**
 * The layers of a network in the order of one of their columns.
 */
import { hasWeight, type LayerRow } from '../../../protocol/networkInside.ts';

export const layerColumns = [
  'name',
  'kind',
  'shape',
  'output',
  'parameters',
  'multiplyAdds',
  'kept',
  'bits',
  'sparsity',
  'bytes',
] as const;
export type LayerColumn = (typeof layerColumns)[number];

export interface LayerOrder {
  readonly column: LayerColumn;
  readonly descending: boolean;
}

/** Shapes by how many numbers they hold. */
function amountOf(row: LayerRow, column: Exclude<LayerColumn, 'name' | 'kind'>): number {
  const value = row[column];
  // What is not known stands below.
  if (Number.isNaN(value)) return -1;
  return typeof value === 'number' ? value : value.reduce((product, length) => product * length, 1);
}

/** Equal ones stay in the order in which they run; without an order all do. */
export function sortedLayers(rows: readonly LayerRow[], order: LayerOrder | undefined): readonly LayerRow[] {
  if (!order) return rows;
  const { column, descending } = order;
  const compare = (a: LayerRow, b: LayerRow) =>
    column === 'name' || column === 'kind'
      ? a[column].localeCompare(b[column], 'en', { numeric: true })
      : amountOf(a, column) - amountOf(b, column);
  return rows.toSorted((a, b) => (descending ? -compare(a, b) : compare(a, b)));
}

/** A column that is pressed: numbers largest first, then smallest first, then as they run. */
export function nextOrder(order: LayerOrder | undefined, column: LayerColumn): LayerOrder | undefined {
  const begins = column !== 'name' && column !== 'kind';
  if (order?.column !== column) return { column, descending: begins };
  return order.descending === begins ? { column, descending: !begins } : undefined;
}

export interface LayerTotals {
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly bytes: number;
  /** Means over the weights of layers; norms have none. */
  readonly bits: number;
  readonly sparsity: number;
}

export function layerTotals(rows: readonly LayerRow[]): LayerTotals {
  /** Of what is known. */
  const sum = (of: (row: LayerRow) => number) => rows.reduce((all, row) => all + (of(row) || 0), 0);
  const weights = (row: LayerRow) =>
    !hasWeight(row) ? 0 : row.shape.reduce((product, length) => product * length, 1);
  const all = Math.max(1, sum(weights));
  return {
    parameters: sum(({ parameters }) => parameters),
    multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    bytes: sum(({ bytes }) => bytes),
    bits: sum((row) => weights(row) * row.bits) / all,
    sparsity: sum((row) => weights(row) * row.sparsity) / all,
  };
}
