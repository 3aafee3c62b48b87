/**
 * The axes of a chart of quantities: what can be chosen, the domain that holds what is drawn, and how its ticks are written.
 */
import { type Quantity, quantities, type Unit } from '../../../protocol/quantities.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { bytesText, countText } from '../../quantities.ts';
import { significant } from '../../text/numbers.ts';
import { epochTicks, logDomain, niceDomain } from '../charts/scale.ts';
import { tickText } from '../format.ts';
import type { Across } from './quantityLines.ts';

export interface DrawnAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Logarithmic. */
  readonly log: boolean;
  readonly tick: (value: number) => string;
}

export const unitSign: Readonly<Partial<Record<Unit, string>>> = {
  share: '%',
  ms: 'ms',
  bits: 'bit',
  microjoules: 'µJ',
};

/** Told on a logarithmic axis where the largest is so many times the smallest: a teacher beside its students. */
const manyTimes = 8;
const sizes: ReadonlySet<Unit> = new Set<Unit>(['count', 'bytes', 'ms', 'microjoules']);

/** Shares lie where they lie; sizes, times and counts are told from nothing. */
const fromNothing: ReadonlySet<Unit> = new Set<Unit>([
  'count',
  'bytes',
  'ms',
  'bits',
  'logits',
  'nats',
  'microjoules',
]);

export function quantityAxis({ unit }: Pick<Quantity, 'unit'>, values: readonly number[]): DrawnAxis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (sizes.has(unit) && least > 0 && most / least >= manyTimes) {
    return { ...logDomain(least, most), log: true, tick: (value) => tickOf(unit, value) };
  }
  const from = fromNothing.has(unit) ? Math.min(0, least) : least;
  const domain = niceDomain(from, unit === 'share' && most > least ? Math.min(1, most) : most, 5);
  return { ...domain, log: false, tick: (value) => tickOf(unit, value) };
}

function tickOf(unit: Unit, value: number): string {
  if (unit === 'share') return significant(value * 100, 3);
  if (unit === 'bytes') return bytesText(value);
  return unit === 'count' ? countText(value) : tickText(value);
}

/** The horizontal axis. An axis of the sweep has its own values as ticks. */
export function acrossAxis(across: Across, values: readonly number[]): DrawnAxis {
  if (across.kind === 'quantity') return quantityAxis(quantities[across.name], values);
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const [low = 0, high = 1] = [distinct[0], distinct.at(-1)];
  const tick = tickText;
  if (across.kind === 'epoch') {
    const first = Math.min(1, low);
    return { low: first, high: Math.max(high, first + 1), ticks: epochTicks(first, high), log: false, tick };
  }
  const margin = across.kind === 'stage' ? 0.5 : (high - low) * 0.06 || Math.abs(high) / 2 || 1;
  return { low: low - margin, high: high + margin, ticks: distinct, log: false, tick };
}

/** As a control's value, and back. */
export function acrossText(across: Across): string {
  if (across.kind === 'axis') return `axis ${across.path}`;
  return across.kind === 'quantity' ? `quantity ${across.name}` : across.kind;
}

/** What can stand on the horizontal axis, in the order in which it is offered. */
export function acrossChoices(paths: readonly string[], names: readonly QuantityName[]): readonly Across[] {
  return [
    { kind: 'epoch' },
    { kind: 'stage' },
    ...paths.map((path): Across => ({ kind: 'axis', path })),
    ...names.map((name): Across => ({ kind: 'quantity', name })),
  ];
}

/** What is looked at before anybody has chosen: sizes where they were measured, else what the sweep varies. */
export function firstAcross(paths: readonly string[], measured: readonly QuantityName[]): Across {
  if (measured.includes('bytes')) return { kind: 'quantity', name: 'bytes' };
  const [path] = paths.filter((each) => each !== 'alpha').concat(paths.filter((each) => each === 'alpha'));
  return path === undefined ? { kind: 'epoch' } : { kind: 'axis', path };
}
