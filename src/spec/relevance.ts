/**
 * Which settings the form shows, and which of their choices.
 */
import { type Facts, isForeign } from './decides.ts';
import { type Experiment, type FieldName, fieldOf } from './experiment.ts';
import { matters } from './keys.ts';

/** Whether the form shows a field: it has an effect, or its place says why it has none. */
export function isShown(name: FieldName, experiment: Experiment, facts: Facts): boolean {
  return fieldOf(name).keepsPlace === true || matters(name, experiment, facts);
}

/** Whether a field's choice can come to anything beside the others, so that the form offers it. */
export function isOffered(name: FieldName, choice: string, experiment: Experiment, facts: Facts): boolean {
  if ((name === 'studentStart' || name === 'student') && choice === 'teacher')
    return !isForeign(experiment, facts);
  return true;
}
