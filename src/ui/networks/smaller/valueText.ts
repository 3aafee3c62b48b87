import type { Smaller } from '../../../spec/recipe/declare.ts';
import { settingText } from '../../quantities.ts';

/** A value of a verb's slider: "50 %", "4". */
export const valueText = ({ as }: Pick<Smaller, 'as'>, value: number): string =>
  as === 'share' ? `${settingText(Math.round(1000 * value) / 10)}\u202f%` : settingText(value);
