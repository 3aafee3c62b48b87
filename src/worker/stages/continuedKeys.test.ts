import { describe, expect, it } from 'vitest';
import { assignmentsOf } from '../../protocol/assignments.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { continuedExperiment } from '../../spec/recipe/continued.ts';
import { applyPoint } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { stageKeys } from './stageKeys.ts';

const recipeOf = (text: string) => {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error('no recipe');
  return read.recipe;
};

const sweeps: Readonly<Record<string, Experiment>> = {
  'of several alphas, without a recipe': defaultExperiment,
  'of stages': { ...defaultExperiment, recipe: recipeOf('distil; prune by=taylor; distil alpha=1; prune') },
  'of stages that are varied': {
    ...defaultExperiment,
    recipe: recipeOf('distil; prune; distil; prune'),
    vary: [
      { path: 'prune.2.keep', values: [0.7, 0.3] },
      { path: 'distil.epochs', values: [2, 4] },
    ],
  },
  'of settings that are varied': {
    ...defaultExperiment,
    ...{ seed: 2 ** 32 - 2, runs: 4 },
    vary: [
      { path: 'temperature', values: [1, 4] },
      { path: 'studentWidth', values: [0.5, 1] },
    ],
  },
  'of copies of the teacher': {
    ...defaultExperiment,
    ...{ student: 'teacher', teacher: 'resnet8', recipe: recipeOf('prune; distil') },
  },
};

describe('a recipe that goes on from a kept network', () => {
  it.each(Object.entries(sweeps))(
    'has the stages before it decided by the same in every run of a sweep %s',
    (_, experiment) => {
      const added = recipeOf('prune keep=0.25; distil epochs=8 alpha=0.5');
      for (const { point, seed, run } of assignmentsOf(experiment)) {
        const own = applyPoint(experiment, point);
        const before = stageKeys(own, seed, true);
        for (let stage = 0; stage < stagesIn(own.recipe).length; stage++) {
          const next = continuedExperiment({ experiment, point, stage }, added, {
            runs: experiment.runs,
            vary: [{ added: 0, setting: 'keep', values: [0.75, 0.25] }],
          });
          const [one, other, ...more] = assignmentsOf(next).filter((assignment) => assignment.run === run);
          if (!one || !other || more.length > 0) throw new Error('two points, two runs of a number');
          expect(one.seed).toBe(seed);
          const keys = [one, other].map((to) => stageKeys(applyPoint(next, to.point), to.seed, true));
          for (const key of keys) {
            expect(key.slice(0, stage + 1)).toEqual(before.slice(0, stage + 1));
            expect(key).toHaveLength(stage + 3);
          }
          expect(keys[0]?.[stage + 1]).not.toBe(keys[1]?.[stage + 1]);
        }
      }
    },
  );
});
