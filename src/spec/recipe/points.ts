/**
 * Experiments of one point of a sweep, and of one stage of a recipe.
 */

import type { Experiment } from '../experiment.ts';
import { keyOf } from '../keys.ts';
import { alphaAt, type Point, pointsOf } from '../point.ts';
import { readExperiment } from '../readExperiment.ts';
import { stagesIn } from './recipeField.ts';
import { isTraining, labelWeight, type StageSpec, type TrainingSpec } from './stages.ts';
import { trainingSettings } from './trainingSettings.ts';
import { stagePathOf } from './vary.ts';

/**
 * The experiment of one point: a sweep of nothing but its runs.
 *
 * @throws RangeError where the point says something that the experiment cannot have
 */
export function applyPoint(experiment: Experiment, point: Point): Experiment {
  let recipe = stagesIn(experiment.recipe);
  const settings: [string, unknown][] = [];
  for (const [path, value] of Object.entries(point)) {
    const stage = stagePathOf(path);
    if (stage) {
      let count = 0;
      recipe = recipe.map((spec) => {
        if (spec.kind !== stage.kind) return spec;
        count++;
        return stage.nth === undefined || stage.nth === count
          ? ({ ...spec, [stage.setting]: value } as StageSpec)
          : spec;
      });
    } else settings.push(path === 'alpha' ? ['alphas', [value]] : [path, value]);
  }
  return changed(experiment, [...settings, ['recipe', recipe], ['vary', []]]);
}

/** The recipes that the points of a sweep have, where those differ in more than numbers. */
export function recipesOf(experiment: Experiment): readonly (readonly StageSpec[])[] {
  const choices = experiment.vary.filter(({ values }) => values.some((value) => typeof value === 'string'));
  return pointsOf(choices).map((point) => stagesIn(applyPoint(experiment, point).recipe));
}

/** The weight of the labels in each stage of a point's recipe: its own, or the point's. */
export function stageAlphas(experiment: Experiment, point: Point): readonly number[] {
  if (experiment.recipe.length === 0) return [alphaAt(point)];
  return applyPoint(experiment, point).recipe.map((stage) =>
    isTraining(stage) ? labelWeight(stage, alphaAt(point)) : alphaAt(point),
  );
}

/**
 * Whether the runs of a point have the images and the teacher that the experiment itself names: only beside those can kept
 * students of the point be asked.
 */
export function hasOwnImages(experiment: Experiment, point: Point): boolean {
  if (experiment.vary.length === 0) return true;
  const seen = (at: Experiment) => keyOf(at, ['images', 'teacher']);
  return seen(applyPoint(experiment, point)) === seen(experiment);
}

/** The experiment as a stage that trains means it: with what the stage says in place of what the experiment says. */
export function trainingExperiment(experiment: Experiment, stage: TrainingSpec): Experiment {
  const alpha = labelWeight(stage, Number.NaN);
  const own = { ...stage, alpha: Number.isNaN(alpha) ? undefined : alpha };
  const settings = Object.entries(own).flatMap(([name, value]): [string, unknown][] => {
    const of = isSetting(name) ? trainingSettings[name].of : undefined;
    return of === undefined || value === undefined ? [] : [[of, of === 'alphas' ? [value] : value]];
  });
  return changed(experiment, [...settings, ['recipe', []], ['vary', []]]);
}

const isSetting = (name: string): name is keyof typeof trainingSettings =>
  Object.hasOwn(trainingSettings, name);

function changed(experiment: Experiment, settings: readonly (readonly [string, unknown])[]): Experiment {
  const read = readExperiment(settings, experiment);
  const [wrong] = read.notices;
  if (wrong) throw new RangeError(`${wrong.name} cannot be ${String(wrong.given)}`);
  return read.experiment;
}
