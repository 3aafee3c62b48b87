/**
 * One text for one experiment: every field spelt out. Unlike a link, it does not leave out defaults, so that results
 * kept under it are not taken for another experiment's when a later release changes a default.
 */
import { type Experiment, fieldNames, fieldOf } from '../shared/experiment.ts';

export function experimentKey(experiment: Experiment): string {
  return fieldNames
    .map((name) => `${name}=${(fieldOf(name).format as (value: unknown) => string)(experiment[name])}`)
    .join('&');
}

export function sameExperiment(a: Experiment | undefined, b: Experiment | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && experimentKey(a) === experimentKey(b);
}
