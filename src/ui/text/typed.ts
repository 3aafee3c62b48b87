/**
 * Numbers in the fields of a form: shown with the language's own decimal sign, read with that sign or with a point.
 * Everything else (links, files, flags) keeps plain notation, so what is read here is given back in it.
 */
import { decimalSign, groupSign } from './numbers.ts';

/** A number as it stands in a field: every digit that it has. */
export function typed(value: number): string {
  return String(value).replace('.', decimalSign());
}

/** What was typed for one number, in plain notation. Thousands may stand apart in whole numbers, where no decimals can be meant. */
export function readNumber(text: string, whole = false): string {
  const trimmed = text.trim();
  const group = groupSign();
  if (whole && group && isGrouped(trimmed, group)) return trimmed.replaceAll(group, '');
  const sign = decimalSign();
  return sign === '.' ? trimmed : trimmed.replace(sign, '.');
}

function isGrouped(text: string, sign: string): boolean {
  const [first = '', ...rest] = text.split(sign);
  return rest.length > 0 && /^[1-9]\d{0,2}$/.test(first) && rest.every((three) => /^\d{3}$/.test(three));
}

/** Where decimals follow a comma, a semicolon stands between numbers: 0; 0,5; 1. */
export function typedList(values: readonly number[]): string {
  return values.map(typed).join(decimalSign() === ',' ? '; ' : ', ');
}

/**
 * What was typed for a list, in plain notation (`0,0.5,1`). Semicolons and wide commas separate in every language. A comma
 * between two digits belongs to a number where decimals follow a comma, unless the text has points: then it came from
 * a link, and commas separate.
 */
export function readList(text: string): string {
  const spaced = text.replaceAll(/[;；，、]/g, ' ');
  const commasAreDecimals = decimalSign() === ',' && !text.includes('.');
  const separated = commasAreDecimals
    ? spaced.replaceAll(/,(?!\d)/g, ' ').replaceAll(',', '.')
    : spaced.replaceAll(',', ' ');
  return separated.trim().split(/\s+/).join(',');
}
