import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Decided } from '../../spec/decides.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
} from '../../spec/experiment.ts';
import type { Field } from '../../spec/fields.ts';
import { matters } from '../../spec/keys.ts';
import { experimentOf } from '../../spec/link.ts';
import corpus from '../../spec/migrations/corpus/recipes.json' with { type: 'json' };
import { migratedRecipe } from '../../spec/migrations/recipeTexts.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { type StageSpec, settingsOf, stageKinds, stageSchema, valuesOf } from '../../spec/recipe/stages.ts';
import { nameOf } from './keptStages.ts';
import { stageKeys } from './stageKeys.ts';

const recipe: readonly StageSpec[] = (() => {
  const read = readRecipe('distil; prune by=taylor; distil; quantise');
  if ('fault' in read) throw new Error('no recipe');
  return read.recipe;
})();

const circumstances: Readonly<Record<string, Experiment>> = {
  'a teacher that is trained': { ...defaultExperiment, teacher: 'cnn' },
  'a teacher of a file': { ...defaultExperiment, teacher: 'file', teacherHead: 'new' },
  'a teacher that is kept': { ...defaultExperiment, teacher: 'saved-1' },
  'a copy of the teacher': { ...defaultExperiment, student: 'teacher', teacher: 'file' },
  'a student of a file': { ...defaultExperiment, studentStart: 'file', studentFreeze: 'stage' },
  'a folder': { ...defaultExperiment, dataset: 'folder-1', augmentation: 'crop' },
  'other optimiser and schedule': { ...defaultExperiment, optimizer: 'sgd', schedule: 'step' },
};

/** All that decides a network but for rounding. */
const deciding: readonly Decided[] = ['images', 'shown', 'teacher', 'network', 'start', 'student', 'measure'];

/** Another value that the field can have. */
function otherValue(field: Field, value: unknown): unknown {
  if (field.kind === 'choice') return field.choices.find((choice) => choice !== value);
  if (field.kind === 'number') return value === field.maximum ? field.minimum : field.maximum;
  return `${String(value)}-other`;
}

/** The last stage's, whose text holds those of all before it. */
const lastKey = (experiment: Experiment, seed = 1, isDrawn = true) =>
  stageKeys(experiment, seed, isDrawn).at(-1);

describe('stageKeys', () => {
  const apart: readonly FieldName[] = ['recipe', 'vary'];
  for (const [name, settings] of Object.entries(circumstances)) {
    it(`tells apart what another value of any setting may change: ${name}`, () => {
      const experiment: Experiment = { ...settings, recipe, alphas: [0.5] };
      const key = lastKey(experiment);
      const missed = fieldNames.filter(
        (field) =>
          !apart.includes(field) &&
          matters(field, experiment, {}, deciding) &&
          lastKey({ ...experiment, [field]: otherValue(fieldOf(field), experiment[field]) }) === key,
      );
      expect(missed).toEqual([]);
    });
  }

  it('tells apart what decides how a student is trained from where it starts', () => {
    const experiment: Experiment = {
      ...defaultExperiment,
      ...{ teacher: 'saved-1', augmentation: 'flip-shift', recipe, alphas: [0.5] },
    };
    const key = lastKey(experiment);
    for (const change of [
      { batchSize: 7 },
      { epochs: 7 },
      { learningRate: 0.007 },
      { momentum: 0.7 },
      { weightDecay: 0.007 },
      { temperature: 7 },
      { views: 7 },
      { studentWidth: 0.7 },
      { alphas: [0.7] },
    ]) {
      expect(lastKey({ ...experiment, ...change }), Object.keys(change).join()).not.toBe(key);
    }
    expect(lastKey(experiment, 2)).not.toBe(key);
  });

  it('tells apart every setting of every stage', () => {
    // A similarity that reads every setting of the loss, and a student that may be any network.
    const experiment: Experiment = {
      ...defaultExperiment,
      ...{ alphas: [0.5], similarity: 'fitnet', student: 'teacher' },
    };
    for (const kind of stageKinds) {
      for (const [name, field] of settingsOf(kind)) {
        const plain = recipe.find((stage) => stage.kind === kind) ?? v.parse(stageSchema, { kind });
        const now = valuesOf(plain)[name];
        const value = otherValue(field, now ?? (name === 'similarity' ? experiment.similarity : undefined));
        const changed = { ...plain, [name]: value } as StageSpec;
        const keyOf = (stage: StageSpec) => lastKey({ ...experiment, recipe: [stage] });
        expect(keyOf(changed), `${kind} ${name}`).not.toBe(keyOf(plain));
      }
    }
  });

  it('is of a pruning within each group what it was before there were other scopes', () => {
    const old = readRecipe(migratedRecipe('prune keep=0.3 by=taylor round=4 images=64; prune'));
    const spelt = readRecipe(
      'prune keep=0.3 by=taylor round=4 images=64 scope=uniform target=channels; prune cap=1 scope=uniform',
    );
    if ('fault' in old || 'fault' in spelt) throw new Error('no recipe');
    const keyOf = (stages: readonly StageSpec[]) =>
      lastKey({ ...defaultExperiment, alphas: [0.5], recipe: stages });
    expect(keyOf(old.recipe)?.split('\n').slice(-2)).toEqual([
      'prune~keep:0.3~by:taylor~round:4~images:64&seed=0',
      'prune&seed=0',
    ]);
    expect(keyOf(spelt.recipe)).toBe(keyOf(old.recipe));
    const [first, ...others] = old.recipe;
    expect(keyOf([{ ...first, scope: 'isomorphic' } as StageSpec, ...others])).toContain('~scope:isomorphic');
  });

  it.each(corpus.links)(
    'names what was made with a link of version 2 as it did: $link',
    async ({ link, made }) => {
      const experiment: Experiment = { ...experimentOf(link).experiment, alphas: [0.5], vary: [] };
      expect(await Promise.all(stageKeys(experiment, 7, true).map(nameOf))).toEqual(made);
    },
  );

  it('is of a fine-tuned arm what it is of the labels alone, and lets arms share what comes before', () => {
    const keysOf = (text: string) => {
      const read = readRecipe(text);
      if ('fault' in read) throw new Error('no recipe');
      return stageKeys({ ...defaultExperiment, alphas: [0.5], recipe: read.recipe }, 1, true);
    };
    const [tuned, plain, scratch, distilled] = ['arm=fine-tuned alpha=0.3', 'alpha=1', 'arm=scratch', ''].map(
      (arm) => keysOf(`distil; prune; distil epochs=3 ${arm}`),
    );
    expect(tuned).toEqual(plain);
    expect(new Set([tuned, scratch, distilled].map((keys) => keys?.[1])).size).toBe(1);
    expect(new Set([tuned, scratch, distilled].map((keys) => keys?.[2])).size).toBe(3);
    expect(distilled?.[2]).toContain('\ndistil&alpha=0.5&seed=1&');
  });

  it('lets all runs share what no draw decides', () => {
    const experiment: Experiment = { ...defaultExperiment, student: 'teacher', recipe: recipe.slice(1) };
    const [first, second] = [stageKeys(experiment, 1, false), stageKeys(experiment, 2, false)];
    expect(second[0]).toBe(first[0]);
    expect(second[1]).not.toBe(first[1]);
    expect(stageKeys(experiment, 2, true)[0]).not.toBe(stageKeys(experiment, 1, true)[0]);
  });
});
