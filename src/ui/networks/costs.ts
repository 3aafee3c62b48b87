import { quantities } from '../../protocol/quantities.ts';
import { quantityText } from '../results/table/quantityText.ts';

/** What a network may cost, of which less is better. */
export const costNames = ['bytes', 'multiplyAdds', 'milliseconds', 'parameters'] as const;
export type CostName = (typeof costNames)[number];

export const costText = (name: CostName, value: number): string =>
  `${quantityText(quantities[name].unit, { mean: value, std: Number.NaN, n: 1 })}${name === 'milliseconds' ? '\u2009ms' : ''}`;
