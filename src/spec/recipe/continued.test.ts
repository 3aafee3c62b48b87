import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment.ts';
import { continuedExperiment, retraining, retrainingRate, sharedAlpha } from './continued.ts';
import { readRecipe } from './spelling.ts';
import { smallerKinds, stageOf, stageSchema } from './stages.ts';

const recipeOf = (text: string) => {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error('no recipe');
  return read.recipe;
};
const [prune] = recipeOf('prune keep=0.5');
const added = recipeOf('prune keep=0.5; distil epochs=8');

describe('an experiment that goes on from a network', () => {
  it('has the recipe up to it at its one point, and the stages after', () => {
    const experiment: Experiment = {
      ...defaultExperiment,
      ...{ runs: 3, recipe: recipeOf('distil epochs=5; prune; distil; quantise') },
      vary: [
        { path: 'prune.keep', values: [0.7, 0.3] },
        { path: 'temperature', values: [2, 4] },
      ],
    };
    const point = { alpha: 0.5, 'prune.keep': 0.3, temperature: 2 };
    const next = continuedExperiment({ experiment, point, stage: 2 }, added, { runs: 3 });
    expect(next).toEqual({
      ...experiment,
      ...{ alphas: [0.5], temperature: 2, vary: [] },
      recipe: recipeOf('distil epochs=5; prune keep=0.3; distil; prune keep=0.5; distil epochs=8'),
    });
  });

  it('has the one distillation of a sweep without a recipe before what is added', () => {
    const from = { experiment: defaultExperiment, point: { alpha: 0 }, stage: 0 };
    const { recipe, alphas, runs } = continuedExperiment(from, added, { runs: 2 });
    expect({ recipe, alphas, runs }).toEqual({
      recipe: recipeOf('distil; prune keep=0.5; distil epochs=8'),
      ...{ alphas: [0], runs: 2 },
    });
  });

  it('copies a teacher, and starts from a file where the student is one', () => {
    const teacher: Experiment = {
      ...{ ...defaultExperiment, recipe: recipeOf('distil; quantise') },
      studentFreeze: 'head',
    };
    expect(continuedExperiment({ teacher }, added, { runs: 1 })).toEqual({
      ...teacher,
      ...{ student: 'teacher', recipe: added, alphas: [0.5], runs: 1, studentFreeze: 'none' },
    });
    const file: Experiment = { ...defaultExperiment, student: 'resnet8', studentWidth: 0.5 };
    expect(continuedExperiment({ file }, added, { runs: 1 })).toEqual({
      ...file,
      ...{ studentStart: 'file', recipe: added, alphas: [0.5], runs: 1 },
    });
  });

  it('varies one number of an added stage, counted among those of its kind', () => {
    const values = [0.8, 0.4];
    const from = { experiment: defaultExperiment, point: { alpha: 1 }, stage: 0 };
    const vary = { added: 0, setting: 'keep', values };
    expect(continuedExperiment(from, added, { runs: 1, vary: [vary] }).vary).toEqual([
      { path: 'prune.keep', values },
    ]);
    const pruned = {
      ...from,
      experiment: { ...defaultExperiment, recipe: recipeOf('distil; prune') },
      stage: 1,
    };
    expect(continuedExperiment(pruned, added, { runs: 1, vary: [vary] }).vary).toEqual([
      { path: 'prune.2.keep', values },
    ]);
    const one = continuedExperiment(from, added, { runs: 1, vary: [{ ...vary, values: [0.4] }] });
    expect(one.vary).toEqual([]);
    expect(one.recipe[1]).toEqual({ ...prune, keep: 0.4 });
    expect(() =>
      continuedExperiment(from, added, { runs: 1, vary: [{ ...vary, values: [0.4, 7] }] }),
    ).toThrow(RangeError);
  });

  it('varies choices beside numbers, of every stage that is added', () => {
    const from = { experiment: defaultExperiment, point: { alpha: 0.5 }, stage: 0 };
    const kept = { added: 0, setting: 'keep', values: [0.8, 0.4] };
    const arms = { added: 1, setting: 'arm', values: ['fine-tuned', 'distilled', 'scratch'] };
    const made = continuedExperiment(from, [...added.slice(0, 1), retraining(from, defaultExperiment, 8)], {
      ...{ runs: 3, vary: [kept, arms] },
    });
    expect(made.vary).toEqual([
      { path: 'prune.keep', values: [0.8, 0.4] },
      { path: 'distil.2.arm', values: ['fine-tuned', 'distilled', 'scratch'] },
    ]);
    expect(made.alphas).toEqual([0.5]);
  });

  it('learns again as the lab distils', () => {
    const lab = { alphas: [0, 0.25, 1], temperature: 2 };
    const from = { experiment: defaultExperiment, point: { alpha: 0.5 }, stage: 0 };
    const again = (at: typeof from = from) => retraining(at, lab, 8);
    expect(again()).toEqual({
      ...{ kind: 'distil', arm: 'distilled', epochs: 8, alpha: 0.25, temperature: 2, rate: 0.02 },
    });
    const alike = { ...from, experiment: { ...defaultExperiment, temperature: 2 }, point: { alpha: 0.25 } };
    expect(again(alike)).toEqual({ kind: 'distil', arm: 'distilled', epochs: 8, rate: 0.02 });
    // Of the experiment that it is added to, at its point.
    const varied = { ...defaultExperiment, vary: [{ path: 'learningRate', values: [0.1, 0.01] }] };
    const at = { experiment: varied, point: { alpha: 0.5, learningRate: 0.01 }, stage: 0 };
    expect(again(at).rate).toBe(0.004);
    expect(retrainingRate({ learningRate: 1e-6 })).toBe(1e-6);
    expect(sharedAlpha({ alphas: [1] })).toBe(0.5);
  });
});

describe('what makes a network smaller', () => {
  it('has a number of its own as its slider, within the setting’s range', () => {
    expect(smallerKinds).toEqual(['prune', 'quantise', 'share', 'factorise']);
    for (const kind of smallerKinds) {
      const { smaller, fields } = stageOf(kind);
      if (!smaller) throw new Error('one that makes smaller');
      const field = fields[smaller.slider];
      expect(field?.kind).toBe('number');
      for (const value of [smaller.least, smaller.most, ...smaller.curve]) {
        expect(v.is(stageSchema, { kind, [smaller.slider]: value }), `${kind} ${value}`).toBe(true);
        expect(value).toBeGreaterThanOrEqual(smaller.least);
        expect(value).toBeLessThanOrEqual(smaller.most);
      }
      expect([...smaller.curve].sort((a, b) => b - a)).toEqual(smaller.curve);
    }
  });
});
