/**
 * Numbers as the results show them, in the reader's notation. Minus is U+2212, which is as wide as plus in tabular figures.
 */

import type { Spread } from '../../analysis/spread.ts';
import type { Gain } from '../../analysis/statistics.ts';
import { countText } from '../quantities.ts';
import { exponential, fixed, plain } from '../text/numbers.ts';

const minus = (text: string) => text.replace('-', '−');

/** `digits` decimals; an en dash where there is no number. */
export function decimals(value: number | undefined, digits: number): string {
  return value === undefined || !Number.isFinite(value) ? '–' : minus(fixed(value, digits));
}

/** Decimals that leave about three figures: 0.123, 1.23, 12.3, 123. */
function digitsFor(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

/** About three figures, and exponents only where nothing else would do: 0.012, 1.23, 123, 1.2e−5. */
export function figures(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-3)) return minus(exponential(value, 1));
  return decimals(value, digitsFor(value));
}

/** The label of an axis tick, short enough for the margin whatever the value: 0.25, 7.5, 60 k, 4e15, 15e16. */
export function tickText(value: number): string {
  if (value < 0) return `−${tickText(-value)}`;
  if (value < 1000) return plain(value);
  if (value < 1e12) return countText(value);
  const [mantissa = 0, exponent = 0] = value.toExponential(1).split('e').map(Number);
  return Number.isInteger(mantissa)
    ? `${mantissa}e${exponent}`
    : `${Math.round(10 * mantissa)}e${exponent - 1}`;
}

/** A share as a percentage, without its sign: 0.8714 → 87.1. */
export const percent = (share: number | undefined) =>
  decimals(share === undefined ? undefined : share * 100, 1);

type MeanStd = Pick<Spread, 'mean' | 'std'>;

/** A share in percent, "87.1 ± 0.6"; "87.1" where one run has no spread. */
export function percentSpread({ mean, std }: MeanStd): string {
  return Number.isFinite(std) ? `${percent(mean)} ± ${percent(std)}` : percent(mean);
}

/** "1.06 ± 0.02": the spread with as many decimals as its mean; "1.06" where one run has no spread. */
export function figuresSpread({ mean, std }: MeanStd): string {
  if (!Number.isFinite(std)) return figures(mean);
  return figures(mean).includes('e')
    ? `${figures(mean)} ± ${figures(std)}`
    : `${figures(mean)} ± ${decimals(std, digitsFor(mean))}`;
}

/** A signed difference of shares in percentage points: 0.043 → +4.3. */
export function signedPoints(share: number): string {
  const text = decimals(Math.abs(share) * 100, 1);
  if (Math.abs(share) * 100 < 0.05) return text;
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** "4.3 ± 0.8" in percentage points, without its sign; undefined for what rounds to none. */
export function pointsApart({
  mean,
  standardError,
}: Pick<Gain, 'mean' | 'standardError'>): string | undefined {
  if (Math.abs(mean) * 100 < 0.05) return undefined;
  const size = percent(Math.abs(mean));
  return Number.isFinite(standardError) ? `${size} ± ${percent(standardError)}` : size;
}

/** "+4.3 ± 0.8" in percentage points. */
export function gainText(gain: Gain): string {
  return Number.isFinite(gain.standardError)
    ? `${signedPoints(gain.mean)} ± ${percent(gain.standardError)}`
    : signedPoints(gain.mean);
}
