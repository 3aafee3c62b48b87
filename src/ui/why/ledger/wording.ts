/** How the ledger writes its lines' names and values. */
import { figures } from '../../results/format.ts';
import { seriesLabel } from '../../seriesStyle.ts';
import type { LedgerText } from '../../text/en/ledger.ts';
import type { ChartName, LedgerLine } from './lines.ts';

/** A line's name: its term, or its student. */
export function nameOf({ name, point }: LedgerLine, text: LedgerText): string {
  return name === 'student' ? seriesLabel(point) : text.lines[name];
}

export function valueText(chart: ChartName, text: LedgerText, value: number): string {
  return chart === 'angle' ? text.degrees(value) : figures(value);
}
