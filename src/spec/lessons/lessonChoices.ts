/**
 * Whether a choice of a lesson's question can ever hold: one that cannot would tell everyone who takes it that they are
 * wrong, whatever is measured.
 */
import { insectClasses } from '../choices.ts';
import type { Choice, Measure } from './lesson.ts';

/** What a choice says that expects no fall. */
export const noFall = 'none';

/**
 * What is wrong with the choices, in English, for whoever writes lessons.
 *
 * @param about of the experiment that the answer is of: its dataset (the classes of a dropped folder are not known here), and the
 *   values of a fall's axis.
 */
export function* choiceTroubles(
  measure: Measure,
  choices: readonly Choice[],
  { dataset, values }: { readonly dataset: string | undefined; readonly values: readonly number[] },
): Generator<string> {
  const isClass = (name: string) => dataset !== 'insects' || insectClasses.includes(name);
  if (measure.kind === 'alike' && !isClass(measure.class)) yield `no insect is of the class ${measure.class}`;
  for (const choice of choices) {
    const trouble = troubleOf(choice, measure, isClass, values);
    if (trouble) yield `choice ${choice.id} ${trouble}`;
  }
  for (const [i, one] of choices.entries()) {
    const other = choices.slice(0, i).find((before) => overlap(before, one));
    if (other) yield `choices ${other.id} and ${one.id} can hold at once`;
  }
}

function troubleOf(
  { holds }: Choice,
  measure: Measure,
  isClass: (name: string) => boolean,
  values: readonly number[],
): string | undefined {
  const foreign = `does not say when it holds in the words of ${measure.kind}`;
  switch (measure.kind) {
    case 'entropy': {
      if (typeof holds !== 'object') return foreign;
      const { low, high } = endsOf(holds);
      // A ratio of two entropies is above 0.
      return low < high && high > 0 ? undefined : 'never holds: its range is empty';
    }
    case 'fall': {
      if (typeof holds !== 'object') return holds === noFall ? undefined : foreign;
      const { low, high } = endsOf(holds);
      const isMet = values.some((value) => value >= low && value < high);
      return isMet ? undefined : 'never holds: no value of the axis is in its range';
    }
    case 'alike':
      if (typeof holds !== 'string') return foreign;
      if (holds === measure.class) return `never holds: ${holds} is the class that is asked about`;
      return isClass(holds) ? undefined : `never holds: no insect is of the class ${holds}`;
    case 'compare':
      if (holds !== 'more' && holds !== 'less' && holds !== 'same') return foreign;
      return holds === 'same' && measure.margin === 0 ? 'never holds: the margin is 0' : undefined;
  }
}

function overlap({ holds: a }: Choice, { holds: b }: Choice): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [first, second] = [endsOf(a), endsOf(b)];
  return Math.max(first.low, second.low) < Math.min(first.high, second.high);
}

function endsOf({ atLeast, below }: Exclude<Choice['holds'], string>) {
  return { low: atLeast ?? Number.NEGATIVE_INFINITY, high: below ?? Number.POSITIVE_INFINITY };
}
