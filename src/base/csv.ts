/**
 * Comma-separated values as RFC 4180 quotes them, safe to open in a spreadsheet.
 */

/** A cell; a number that is not finite becomes an empty one. */
export type Cell = string | number | undefined;

/**
 * A spreadsheet runs text that begins like this as a formula: with one of = + - @, in the widths that East Asian keyboards
 * write too, also behind blanks and characters that nobody sees, which it may leave out, or with a tab or the end of a line.
 */
const formulaLike = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const harmless = formulaLike.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lines ended by \n, the header first. Numbers are written in full, so that reading them back loses nothing. */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\n`).join('');
}
