/**
 * Keys of what an experiment decides, derived from what each of its fields says of itself (`decides.ts`).
 */
import type { Decided, Facts } from './decides.ts';
import { type Experiment, type FieldName, fieldNames, fieldOf } from './experiment.ts';
import { stagesIn } from './recipe/recipeField.ts';
import { recipeText } from './recipe/spelling.ts';

/** The value as a link spells it. */
export function spelt(name: FieldName, experiment: Pick<Experiment, FieldName>): string {
  return (fieldOf(name).format as (value: unknown) => string)(experiment[name]);
}

/** The same for people: a recipe as it is typed, where what is left out may mean another thing than in a link. */
export const readable = (name: FieldName, experiment: Pick<Experiment, FieldName>): string =>
  name === 'recipe' ? recipeText(stagesIn(experiment.recipe)) : spelt(name, experiment);

/** Whether another value of the field may give another of `things`; of anything, unless they are named. */
export function matters(
  name: FieldName,
  experiment: Experiment,
  facts: Facts = {},
  things?: readonly Decided[],
): boolean {
  const { decides } = fieldOf(name);
  const asked = things ?? (Object.keys(decides) as Decided[]);
  return asked.some((thing) => decides[thing]?.(experiment, facts) === true);
}

/** Fields that decide any of `things` under some circumstances. */
export function namesDeciding(...things: readonly Decided[]): readonly FieldName[] {
  return fieldNames.filter((name) => things.some((thing) => fieldOf(name).decides[thing] !== undefined));
}

/** Keys that were made before the field was there say nothing of it. */
const isLeftOut = (name: FieldName, experiment: Experiment) => {
  const { addedLater, default: initial } = fieldOf(name);
  return addedLater === true && experiment[name] === initial;
};

/** One text for all experiments that decide `things` alike: each setting that matters to them, as what it comes to. */
export function keyOf(experiment: Experiment, things: readonly Decided[], facts: Facts = {}): string {
  return namesDeciding(...things)
    .filter((name) => matters(name, experiment, facts, things) && !isLeftOut(name, experiment))
    .map((name) => `${name}=${fieldOf(name).comesTo?.(experiment) ?? spelt(name, experiment)}`)
    .join('&');
}

/** An experiment, and what is known beside it. */
export interface Known {
  readonly experiment: Experiment;
  readonly facts: Facts;
}

/** Whether each setting that matters to `things` in either is spelt alike in both. */
export function sameIn(things: readonly Decided[], a: Known, b: Known): boolean {
  return namesDeciding(...things)
    .filter((name) => [a, b].some(({ experiment, facts }) => matters(name, experiment, facts, things)))
    .every((name) => spelt(name, a.experiment) === spelt(name, b.experiment));
}
