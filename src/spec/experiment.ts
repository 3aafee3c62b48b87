/**
 * The experiment: everything that decides a sweep's numbers, and nothing else.
 *
 * This is the only place where a field, its range and its default exist. The link, the form, the command line and
 * a saved run are spellings of it; each reads through `readExperiment`.
 */
import type * as v from 'valibot';
import type { Deciding, Field } from './fields.ts';
import { dataFields } from './groups/data.ts';
import { machineFields } from './groups/machine.ts';
import { objectiveFields } from './groups/objective.ts';
import { studentFields } from './groups/student.ts';
import { sweepFields } from './groups/sweep.ts';
import { teacherFields } from './groups/teacher.ts';
import { trainingFields } from './groups/training.ts';
import { recipeField } from './recipe/recipeField.ts';
import { varyField } from './recipe/vary.ts';

export const fields = {
  ...dataFields,
  ...teacherFields,
  ...studentFields,
  ...objectiveFields,
  ...sweepFields,
  ...trainingFields,
  ...machineFields,
  recipe: recipeField,
  vary: varyField(variableFields),
} as const satisfies Record<string, Field & Deciding>;

export type FieldName = keyof typeof fields;
type ValueOf<F> = F extends {
  readonly default: unknown;
  readonly schema: v.GenericSchema<unknown, infer Value>;
}
  ? Value
  : never;
export type Experiment = { readonly [Name in FieldName]: ValueOf<(typeof fields)[Name]> };

export const fieldNames = Object.keys(fields) as readonly FieldName[];

export const defaultExperiment: Experiment = Object.freeze(
  Object.fromEntries(fieldNames.map((name) => [name, fields[name].default])),
) as Experiment;

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}

/** A field seen without its value type, for code that walks over all fields. */
export function fieldOf(name: FieldName): Field & Deciding {
  return fields[name];
}

/** What a point of a sweep may have another number of: all but how many runs there are of each, and the first one's seed. */
function variableFields(): Readonly<Record<string, Field>> {
  const names = fieldNames.filter((name) => name !== 'runs' && name !== 'seed');
  return Object.fromEntries(names.map((name) => [name, fieldOf(name)]));
}
