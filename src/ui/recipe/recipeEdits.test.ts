import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../spec/experiment.ts';
import { recipes } from '../../spec/recipe/recipesForTests.ts';
import { readRecipe, recipeText } from '../../spec/recipe/spelling.ts';
import { type StageSpec, stages } from '../../spec/recipe/stages.ts';
import {
  firstValueOf,
  insertStage,
  moveStage,
  placeOfNew,
  removeStage,
  setSetting,
  stageKeys,
  unsetSetting,
} from './recipeEdits.ts';

function recipeOf(text: string): readonly StageSpec[] {
  const read = readRecipe(text);
  return 'recipe' in read ? read.recipe : [];
}
const four = recipeOf('distil epochs=10; prune keep=0.5 scope=uniform; distil; quantise');

describe('moving', () => {
  it.each([
    [1, 0, 'prune scope=uniform; distil epochs=10; distil; quantise'],
    [0, 2, 'prune scope=uniform; distil; distil epochs=10; quantise'],
    [3, -1, 'quantise; distil epochs=10; prune scope=uniform; distil'],
    [0, 9, 'prune scope=uniform; distil; quantise; distil epochs=10'],
    [7, 0, 'distil epochs=10; prune scope=uniform; distil; quantise'],
  ])('%i to %i', (from, to, text) => {
    expect(recipeText(moveStage(four, from, to))).toBe(text);
  });

  it('there and back is nothing', () => {
    fc.assert(
      fc.property(recipes, fc.nat(15), fc.nat(15), (recipe, a, b) => {
        fc.pre(a < recipe.length && b < recipe.length);
        expect(moveStage(moveStage(recipe, a, b), b, a)).toEqual(recipe);
      }),
    );
  });
});

it('puts a new stage at the end, or before what nothing can follow', () => {
  expect(placeOfNew(four, 'prune')).toBe(3);
  expect(placeOfNew(four, 'quantise')).toBe(4);
  expect(placeOfNew(four.slice(0, 3), 'distil')).toBe(3);
  expect(recipeText(insertStage(four, 3, 'prune'))).toBe(
    'distil epochs=10; prune scope=uniform; distil; prune scope=isomorphic; quantise',
  );
});

it('removes what it was told to', () => {
  expect(recipeText(removeStage(four, 1))).toBe('distil epochs=10; distil; quantise');
});

it('sets and unsets one setting of one stage', () => {
  const set = setSetting(four, 2, 'epochs', 5);
  expect(recipeText(set)).toBe('distil epochs=10; prune scope=uniform; distil epochs=5; quantise');
  expect(unsetSetting(set, 2, 'epochs')).toEqual(four);
  expect(recipeText(setSetting(four, 1, 'keep', 0.25))).toMatch(/prune keep=0\.25/);
});

it('starts an override at the experiment’s value, and that of a list at its default', () => {
  const { epochs, alpha, similarity } = stages.distil.overrides;
  const experiment = { ...defaultExperiment, epochs: 7, similarity: 'mse' } as const;
  expect(firstValueOf(epochs, experiment)).toBe(7);
  expect(firstValueOf(similarity, experiment)).toBe('mse');
  expect(firstValueOf(alpha, experiment)).toBe(0.5);
});

it('names stages by their kind, counted', () => {
  expect(stageKeys(four)).toEqual(['distil 1', 'prune 1', 'distil 2', 'quantise 1']);
});
