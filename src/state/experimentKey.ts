/**
 * One text for one experiment: every field spelt out. Unlike a link, it does not leave out defaults, so that results
 * kept under it are not taken for another experiment's when a later release changes a default.
 */
import { type Experiment, type FieldName, fieldNames, fieldOf } from '../shared/experiment.ts';

/** Fields that came later, as every experiment was before: left out there, so that what was kept then is still found. */
const before: Partial<Experiment> = {
  ...{ kernels: 'ours', capture: 'on', memory: 'keep', views: 0, centreCrop: 1, backboneRate: 1 },
  ...{ teacherHead: 'keep', teacherFreeze: 'head', teacherRate: 0, teacherOrder: 'given' },
  ...{ teacherInput: 'auto', studentImageSize: 0, studentStart: 'new', studentFreeze: 'none' },
  ...{ recipe: [], vary: [] },
};

const spell = (name: FieldName, value: unknown) =>
  (fieldOf(name).format as (value: unknown) => string)(value);

export function experimentKey(experiment: Experiment): string {
  return fieldNames
    .flatMap((name) => {
      const spelt = spell(name, experiment[name]);
      const was = before[name];
      return was !== undefined && spell(name, was) === spelt ? [] : [`${name}=${spelt}`];
    })
    .join('&');
}

export function sameExperiment(a: Experiment | undefined, b: Experiment | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && experimentKey(a) === experimentKey(b);
}
