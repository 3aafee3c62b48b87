/**
 * Between a slider's place, 0 … `places`, and a field's value: evenly, or evenly in the logarithm or the fourth root
 * where the field says so.
 */
import type { NumberField } from '../../spec/fields.ts';

type Range = Pick<NumberField, 'minimum' | 'maximum' | 'integer' | 'scale'>;

export const places = 200;
/** Linear ranges wider than this (seeds) are typed, not dragged. */
const widestLinear = 100_000;

/** With 4, of the range 0 … 1 a tenth of the way is 10⁻⁴, a third 0.012. */
const powerOf = (scale: Range['scale']) => (scale === 'power' ? 4 : 1);

export function hasSlider(field: Range): boolean {
  return field.scale === 'log' || field.maximum - field.minimum <= widestLinear;
}

/** The place of a value; not rounded, so that values between two places are not moved by being shown. */
export function placeOf(field: Range, value: number): number {
  const { minimum, maximum, scale } = field;
  const even = Math.max(0, (value - minimum) / (maximum - minimum));
  const share =
    scale === 'log' && minimum > 0
      ? Math.log(value / minimum) / Math.log(maximum / minimum)
      : even ** (1 / powerOf(scale));
  return places * Math.min(1, Math.max(0, share));
}

/** The value at a place: a whole number where the field wants one, otherwise of two significant figures; the ends are exact. */
export function valueAt(field: Range, place: number): number {
  const { minimum, maximum, integer, scale } = field;
  if (place <= 0) return minimum;
  if (place >= places) return maximum;
  const share = place / places;
  const exact =
    scale === 'log' && minimum > 0
      ? minimum * (maximum / minimum) ** share
      : minimum + (maximum - minimum) * share ** powerOf(scale);
  const rounded = Number(exact.toPrecision(exact < 100 || !integer ? 2 : 3));
  const value = integer ? Math.round(rounded) : rounded;
  return Math.min(maximum, Math.max(minimum, value));
}

/** The next different value in a direction, at least `by` places away: what an arrow key (1) or a page key (10) does. */
export function steppedValue(field: Range, value: number, by: number): number {
  const direction = Math.sign(by);
  let place = Math.round(placeOf(field, value)) + by;
  while (place > 0 && place < places && (valueAt(field, place) - value) * direction <= 0) place += direction;
  const next = valueAt(field, place);
  return (next - value) * direction > 0 ? next : value;
}
