/**
 * How long the longest gradient bar stands for: decided once for an image, so that a bar that shrinks as T changes has
 * really shrunk.
 */
import { hardGradient, softGradient } from '../../../analysis/softened.ts';

/** Temperatures at which a soft gradient with its T² is looked at; it is steepest at one of the ends or between them. */
const probed = [1, 2, 4, 8, 16, 32, 64, 100];

const largest = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The largest absolute entry of either gradient at any T from 1 to 100, for N = 1; never 0. */
export function gradientScale(
  teacher: readonly number[] | undefined,
  student: readonly number[],
  label: number | undefined,
): number {
  const hard = label === undefined ? 0 : largest(hardGradient(student, label));
  const soft = teacher ? probed.map((T) => largest(softGradient(teacher, student, T))) : [];
  return Math.max(hard, ...soft) || 1;
}
