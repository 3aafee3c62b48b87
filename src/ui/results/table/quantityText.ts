/**
 * Quantities of networks as a table shows them, by their unit.
 */

import type { Spread } from '../../../analysis/spread.ts';
import type { StageRow } from '../../../analysis/stageTable.ts';
import { quantities, type Unit } from '../../../protocol/quantities.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { bytesText, countText } from '../../quantities.ts';
import { figures, figuresSpread, percentSpread } from '../format.ts';

/** Mean ± sample deviation; counts and sizes, which seldom differ between runs, are shortened to three figures. */
export function quantityText(unit: Unit, spread: Spread): string {
  const { mean, std } = spread;
  const short = shortText(unit);
  if (unit === 'share') return percentSpread(spread);
  if (!short) return std === 0 ? figures(mean) : figuresSpread(spread);
  return Number.isFinite(std) && std > 0 ? `${short(mean)} ± ${short(std)}` : short(mean);
}

function shortText(unit: Unit): ((value: number) => string) | undefined {
  if (unit === 'count') return countText;
  return unit === 'bytes' ? bytesText : undefined;
}

/** The cells of quantities of networks. */
export function cellsBeside(
  stage: StageRow | undefined,
  beside: readonly QuantityName[],
  none: string,
): readonly string[] {
  return beside.map((name) => {
    const spread = stage?.quantities[name];
    return spread ? quantityText(quantities[name].unit, spread) : none;
  });
}
