/** The rows of the bar chart: both models' softened probabilities of every class, in a chosen order. */
import { softened } from '../../analysis/softened.ts';
import { softenedTogether } from '../../analysis/teacherWeights.ts';
import type { EnsembleName } from '../../spec/ensembles/catalogue.ts';
import { fixed, plain, significant } from '../text/numbers.ts';

export interface BarRow {
  /** Class number. */
  readonly index: number;
  readonly name: string;
  /** Of several teachers what they are together. */
  readonly teacher: number | undefined;
  readonly student: number | undefined;
  /** Of several teachers each one's. */
  readonly each?: readonly (Pick<OneTeacher, 'place' | 'label'> & { readonly probability: number })[];
}

/** One of several teachers on one picture. */
interface OneTeacher {
  /** From 1. */
  readonly place: number;
  readonly label: string;
  /** [K] */
  readonly logits: readonly number[];
  /** Its weight on this picture, 0 … 1. */
  readonly weight: number;
}

export interface SeveralTeachers {
  readonly rule: EnsembleName;
  /** None where there is one teacher. */
  readonly each: readonly OneTeacher[];
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
  { rule, each }: SeveralTeachers = { rule: 'mean-probabilities', each: [] },
): readonly BarRow[] {
  const isSeveral = each.length > 1;
  const teachers = isSeveral
    ? softenedTogether(rule, each, temperature)
    : teacher && softened(teacher, temperature);
  const all = isSeveral
    ? each.map(({ place, label, logits }) => ({ place, label, softened: softened(logits, temperature) }))
    : [];
  const students = student && softened(student, temperature);
  const rows = classes.map((name, index) => ({
    index,
    name,
    teacher: teachers?.[index],
    student: students?.[index],
    ...(isSeveral
      ? {
          each: all.map((one) => ({
            place: one.place,
            label: one.label,
            probability: one.softened[index] ?? 0,
          })),
        }
      : {}),
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
