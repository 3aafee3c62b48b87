/**
 * Numbers and dates as the reader's language writes them. Formatters are kept: making one costs a hundred times its use.
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

/** At most `digits` significant figures, thousands together: 272, 19, 1.09. */
export function significant(value: number, digits: number): string {
  const options = { maximumSignificantDigits: digits, useGrouping: false };
  return formatter(`significant ${digits}`, options).format(value);
}

/** Exactly `digits` significant figures, noughts at the end too: 0.640. */
export function precise(value: number, digits: number): string {
  const options = { minimumSignificantDigits: digits, maximumSignificantDigits: digits, useGrouping: false };
  return formatter(`precise ${digits}`, options).format(value);
}

/** With an exponent: 1.2e-5. Languages differ in its decimal sign alone. */
export function exponential(value: number, digits?: number): string {
  return value.toExponential(digits).replace('.', decimalSign());
}

/** What stands between a number and its decimals. */
export function decimalSign(): string {
  return signOf('decimal') ?? '.';
}

/** What stands between thousands; undefined where nothing does. */
export function groupSign(): string | undefined {
  return signOf('group');
}

function signOf(type: 'decimal' | 'group'): string | undefined {
  const parts = formatter('signs', { minimumFractionDigits: 1, useGrouping: true }).formatToParts(1_234_567);
  return parts.find((part) => part.type === type)?.value;
}

/** The day, spelt out: November 20, 2026. */
export function dayText(when: Date): string {
  return when.toLocaleDateString(locale(), { dateStyle: 'long' });
}
