/**
 * One text for one experiment: every field spelt out. Unlike a link, it does not leave out defaults, so that results
 * kept under it are not taken for another experiment's when a later release changes a default.
 */
import { type Experiment, fieldNames } from '../../spec/experiment.ts';
import { spelt } from '../../spec/keys.ts';
import { experimentOf } from '../../spec/link.ts';
import { alwaysSpelt } from '../../spec/migrations/keys1.ts';

/** What every experiment had of fields that came later. */
const before = experimentOf('').experiment;

export function experimentKey(experiment: Experiment): string {
  return fieldNames
    .filter((name) => alwaysSpelt.has(name) || spelt(name, experiment) !== spelt(name, before))
    .map((name) => `${name}=${spelt(name, experiment)}`)
    .join('&');
}

export function sameExperiment(a: Experiment | undefined, b: Experiment | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && experimentKey(a) === experimentKey(b);
}
