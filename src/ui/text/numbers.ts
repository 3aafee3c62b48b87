/**
 * Numbers as the reader's language writes them. Formatters are kept: making one costs a hundred times its use.
 */
import { locale } from './locale.ts';

const kept = new Map<string, Intl.NumberFormat>();

function formatter(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = locale();
  const name = `${tag} ${key}`;
  let found = kept.get(name);
  if (!found) {
    found = new Intl.NumberFormat(tag, options);
    kept.set(name, found);
  }
  return found;
}

/** A count with its thousands apart: 12,345. */
export function grouped(count: number): string {
  return formatter('grouped', { maximumFractionDigits: 0 }).format(count);
}

/** Exactly `digits` decimals, thousands together: 0.50. */
export function fixed(value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false };
  return formatter(`fixed ${digits}`, options).format(value);
}

/** As many decimals as the number has, thousands together: 0.5, 12, 0.0001. */
export function plain(value: number): string {
  return formatter('plain', { maximumSignificantDigits: 15, useGrouping: false }).format(value);
}
