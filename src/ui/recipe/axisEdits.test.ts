import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import { axisOf, fitted, followed } from './axisEdits.ts';
import { insertStage, moveStage, removeStage } from './recipeEdits.ts';

function recipeOf(text: string) {
  const read = readRecipe(text);
  return 'recipe' in read ? read.recipe : [];
}
const axis = (path: string) => ({ path, values: [1, 2] });
const pathsOf = ({ axes, lost }: ReturnType<typeof fitted>) => ({
  paths: axes.map(({ path }) => path),
  lost,
});
const recipe = recipeOf('distil; prune; distil epochs=3');

describe('an axis of one of several stages', () => {
  const axes = [axis('distil.2.epochs'), axis('prune.keep')];
  it('goes with it when it is moved', () => {
    const { paths } = pathsOf(followed(axes, recipe, moveStage(recipe, 2, 0)));
    expect(paths).toEqual(['distil.1.epochs', 'prune.keep']);
    // Past another kind only, it keeps its number.
    expect(pathsOf(followed(axes, recipe, moveStage(recipe, 2, 1))).paths).toEqual([
      'distil.2.epochs',
      'prune.keep',
    ]);
  });

  it('is counted anew when stages before it come and go', () => {
    expect(pathsOf(followed(axes, recipe, insertStage(recipe, 0, 'distil'))).paths[0]).toBe(
      'distil.3.epochs',
    );
    // The only one of its kind needs no number.
    expect(pathsOf(followed(axes, recipe, removeStage(recipe, 0))).paths[0]).toBe('distil.epochs');
  });

  it('goes when it does, though another of the kind stays', () => {
    expect(pathsOf(followed(axes, recipe, removeStage(recipe, 2)))).toEqual({
      paths: ['prune.keep'],
      lost: ['distil.2.epochs'],
    });
  });
});

it('loses axes of which no stage is left, and keeps those of the experiment', () => {
  const axes = [axis('prune.keep'), axis('temperature')];
  expect(pathsOf(followed(axes, recipe, removeStage(recipe, 1)))).toEqual({
    paths: ['temperature'],
    lost: ['prune.keep'],
  });
  expect(pathsOf(fitted(axes, recipeOf('distil')))).toEqual({ paths: ['temperature'], lost: ['prune.keep'] });
});

it('finds the axis of a stage’s setting', () => {
  const axes = [axis('distil.2.epochs'), axis('prune.keep')];
  expect(axisOf(axes, recipe, 2, 'epochs')).toBe(axes[0]);
  expect(axisOf(axes, recipe, 0, 'epochs')).toBeUndefined();
  expect(axisOf(axes, recipe, 1, 'keep')).toBe(axes[1]);
  expect(axisOf(axes, recipe, 1, 'round')).toBeUndefined();
  expect(axisOf([axis('distil.epochs')], recipe, 2, 'epochs')?.path).toBe('distil.epochs');
});
