/** How the ledger writes its lines' names and values. */
import { alphaStyle } from '../../alphaStyle.ts';
import { figures } from '../../results/format.ts';
import type { LedgerText } from '../../text/en/ledger.ts';
import type { ChartName, LedgerLine } from './lines.ts';

/** A line's name: its term, or its student. */
export function nameOf({ name, alpha }: LedgerLine, text: LedgerText): string {
  return name === 'student' ? alphaStyle(alpha).label : text.lines[name];
}

export function valueText(chart: ChartName, text: LedgerText, value: number): string {
  return chart === 'angle' ? text.degrees(value) : figures(value);
}
