/**
 * The gate for experiments from outside: keeps what is valid, puts the default in place of what is not, and says so.
 */
import * as v from 'valibot';
import { nearestName } from '../base/editDistance.ts';
import { type Said, type Sentence, words } from '../lang/sentence.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
  isFieldName,
} from './experiment.ts';
import { stagesIn } from './recipe/recipeField.ts';
import { fittingAxes, varyLink } from './recipe/vary.ts';

/** One thing that a person should know about an experiment that was read from outside. */
export interface Notice {
  /** The name as it was given, cut to 60 characters. */
  readonly name: string;
  /** Which value was given, cut to 60 characters; text stands as it was given. */
  readonly given: string | Said;
  /** What is allowed there, in words. */
  readonly allowed: Sentence;
  /** What is used instead, in words. */
  readonly used: Sentence;
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function show(value: unknown): string {
  if (typeof value === 'string') return shorten(value);
  try {
    return shorten(JSON.stringify(value) ?? String(value));
  } catch {
    return shorten(String(value));
  }
}

/**
 * Reads name–value pairs from outside into a complete experiment.
 *
 * @param given own entries only; values are already candidates (numbers, lists, names), not text.
 * @param base  what stands where nothing valid is given.
 */
export function readExperiment(
  given: Iterable<readonly [string, unknown]>,
  base: Experiment = defaultExperiment,
): { readonly experiment: Experiment; readonly notices: readonly Notice[] } {
  const values: Record<FieldName, unknown> = { ...base };
  const notices: Notice[] = [];
  const seen = new Set<string>();
  for (const [name, value] of given) {
    if (!isFieldName(name)) {
      const nearest = nearestFieldName(name);
      notices.push({
        name: shorten(name),
        given: show(value),
        allowed: nearest
          ? words`there is no such setting; the nearest is ${nearest}`
          : 'there is no such setting',
        used: 'it was left out',
      });
      continue;
    }
    const field = fieldOf(name);
    if (seen.has(name)) {
      notices.push({ name, given: show(value), allowed: 'each setting once', used: 'the first one' });
      continue;
    }
    seen.add(name);
    const result = v.safeParse(field.schema, value);
    if (result.success) values[name] = result.output;
    else {
      notices.push({
        name,
        given: show(value),
        allowed: field.explain?.(value) ?? field.allowed,
        used: (field.format as (value: unknown) => string)(values[name]),
      });
    }
  }
  const read = values as Experiment;
  const { axes, faults } = fittingAxes(read.vary, stagesIn(read.recipe));
  notices.push(
    ...faults.map((fault) => ({
      name: 'vary',
      given: shorten(varyLink(read.vary)),
      allowed: fault,
      used: 'it was left out',
    })),
  );
  const same = varyLink(axes) === varyLink(read.vary);
  return { experiment: Object.freeze(same ? read : { ...read, vary: axes }), notices };
}

/** The valid field whose name is closest in spelling, if one is close. */
export const nearestFieldName = (name: string): FieldName | undefined => nearestName(name, fieldNames);

/** Sets one field of a valid experiment; a value that its schema rejects leaves the experiment as it was. */
export function withField<Name extends FieldName>(
  experiment: Experiment,
  name: Name,
  value: Experiment[Name],
): Experiment {
  return readExperiment([[name, value]], experiment).experiment;
}
