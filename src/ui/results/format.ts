/**
 * Numbers as the results show them. Minus is U+2212, which is as wide as plus in tabular figures.
 */
import type { Gain, Spread } from '../../shared/statistics.ts';

const minus = (text: string) => text.replace('-', '−');

/** `digits` decimals; an en dash where there is no number. */
export function decimals(value: number | undefined, digits: number): string {
  return value === undefined || !Number.isFinite(value) ? '–' : minus(value.toFixed(digits));
}

/** Three significant figures without exponents in the usual range: 0.0123, 1.23, 123. */
export function figures(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-3)) return minus(value.toExponential(1));
  return minus(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3));
}

/** A share as a percentage, without its sign: 0.8714 → 87.1. */
export const percent = (share: number | undefined) =>
  decimals(share === undefined ? undefined : share * 100, 1);

/** "87.1 ± 0.6", or "87.1" where one run has no spread. */
export function spreadText(spread: Spread, show: (value: number) => string): string {
  return Number.isFinite(spread.std) ? `${show(spread.mean)} ± ${show(spread.std)}` : show(spread.mean);
}

/** A signed difference of shares in percentage points: 0.043 → +4.3. */
export function signedPoints(share: number): string {
  const text = decimals(Math.abs(share) * 100, 1);
  if (text === '0.0') return text;
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** "+4.3 ± 0.8" in percentage points. */
export function gainText(gain: Gain): string {
  return Number.isFinite(gain.standardError)
    ? `${signedPoints(gain.mean)} ± ${percent(gain.standardError)}`
    : signedPoints(gain.mean);
}
