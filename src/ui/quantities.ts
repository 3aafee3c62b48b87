/**
 * Sizes and times in words short enough for a label, in the reader's notation. Narrow spaces that no line breaks at (U+202F) stand between number and unit.
 */
import { exponential, fixed, grouped, significant } from './text/numbers.ts';

const narrow = '\u202f';

/** Three significant figures, without the noughts that say nothing: 272474 / 1000 → "272", 19.04 → "19", 1.094 → "1.09". */
const threeFigures = (value: number) => significant(value, 3);

function scaled(value: number, step: number, units: readonly string[]): string {
  let size = value;
  let unit = 0;
  while (Math.round(size) >= step && unit < units.length - 1) {
    size /= step;
    unit++;
  }
  const name = units[unit] ?? '';
  return name ? `${threeFigures(size)}${narrow}${name}` : threeFigures(size);
}

/** A count: 950, 272 k, 1.34 M, 2.1 G. */
export function countText(count: number): string {
  return scaled(count, 1000, ['', 'k', 'M', 'G', 'T']);
}

/** Bytes in decimal units, as disks and networks count: 76.2 kB, 1.09 MB. */
export function bytesText(bytes: number): string {
  return scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
}

/** A share as a percentage with one decimal: 0.9412 → "94.1 %". */
export function percentText(share: number): string {
  return `${fixed(share * 100, 1)}${narrow}%`;
}

/** How many times: 14.31 → "14.3", 2 → "2", 0.5 → "0.5". */
export function ratioText(ratio: number): string {
  return ratio >= 100 ? grouped(Math.round(ratio)) : threeFigures(ratio);
}

/** A duration: 7 s, 2 min 5 s, 1 h 3 min; undefined while it is not known. */
export function secondsText(seconds: number): string | undefined {
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole}${narrow}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}${narrow}min ${whole % 60}${narrow}s`;
  return `${Math.floor(minutes / 60)}${narrow}h ${minutes % 60}${narrow}min`;
}

/** A setting as a person writes it: at most four significant figures, no trailing noughts, no exponent where one can do without. */
export function settingText(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) > 0 && Math.abs(rounded) < 1e-4 ? exponential(rounded) : significant(value, 4);
}
