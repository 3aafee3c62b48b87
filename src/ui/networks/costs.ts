import { quantities } from '../../protocol/quantities.ts';
import type { CostName } from '../../spec/pageView.ts';
import { quantityText } from '../results/table/quantityText.ts';

export const costText = (name: CostName, value: number): string =>
  `${quantityText(quantities[name].unit, { mean: value, std: Number.NaN, n: 1 })}${name === 'milliseconds' ? '\u202fms' : ''}`;
