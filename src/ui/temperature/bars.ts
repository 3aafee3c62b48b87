/** The rows of the bar chart: both models' softened probabilities of every class, in a chosen order. */
import { softened } from '../../analysis/softened.ts';
import { fixed, plain, significant } from '../text/numbers.ts';

export interface BarRow {
  /** Class number. */
  readonly index: number;
  readonly name: string;
  readonly teacher: number | undefined;
  readonly student: number | undefined;
}

export type BarOrder = 'class' | 'teacher';

/**
 * @param order `teacher`: by falling probability, the teacher's where there is one; softening keeps the order of
 *   logits, so rows do not move while the temperature does.
 */
export function barRows(
  classes: readonly string[],
  teacher: readonly number[] | undefined,
  student: readonly number[] | undefined,
  temperature: number,
  order: BarOrder,
): readonly BarRow[] {
  const teachers = teacher && softened(teacher, temperature);
  const students = student && softened(student, temperature);
  const rows = classes.map((name, index) => ({
    index,
    name,
    teacher: teachers?.[index],
    student: students?.[index],
  }));
  const logits = teacher ?? student;
  if (order === 'class' || !logits) return rows;
  return rows.sort((a, b) => (logits[b.index] ?? 0) - (logits[a.index] ?? 0) || a.index - b.index);
}

/** A probability in three decimals; what rounds to nothing is said to be less. */
export function probabilityText(probability: number): string {
  if (probability > 0 && probability < 0.0005) return `<${plain(0.001)}`;
  return fixed(probability, 3);
}

/** A temperature without noughts that say nothing. */
export function temperatureText(temperature: number): string {
  return significant(temperature, 3);
}

/** A number with its sign in front, a true minus among them, in three significant figures and never in powers of ten. */
export function signedText(value: number): string {
  const size = Math.abs(value);
  if (size < 0.00005) return '0';
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
  return `${value < 0 ? '−' : '+'}${fixed(size, digits)}`;
}
