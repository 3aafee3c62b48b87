/**
 * Recipes that version 2 wrote and read, when a pruning that said nothing of its scope was uniform, with what it made of them.
 */
import { describe, expect, it } from 'vitest';
import { experimentOf, linkOf } from '../link.ts';
import { stagesIn } from '../recipe/recipeField.ts';
import { readRecipe, recipeText } from '../recipe/spelling.ts';
import type { StageSpec } from '../recipe/stages.ts';
import corpus from './corpus/recipes.json' with { type: 'json' };
import { migratedRecipe } from './recipeTexts.ts';

const scopesOf = (stages: readonly StageSpec[]) =>
  stages.map((stage) => ('scope' in stage ? `${stage.kind} ${stage.scope}` : stage.kind));

function recipeOf(text: string): readonly StageSpec[] {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error(text);
  return read.recipe;
}

describe('a recipe in a link of version 1 or 2', () => {
  it.each(corpus.links)('opens as it did: $link', ({ link, notices, stages, canonical }) => {
    const { experiment, notices: said } = experimentOf(link);
    expect(scopesOf(stagesIn(experiment.recipe))).toEqual(stages);
    expect(said.map(({ name }) => name)).toEqual(notices);
    expect(linkOf(experiment)).toBe(canonical);
    expect(experimentOf(canonical)).toEqual({ experiment, notices: [] });
  });

  it('ranks isomorphic groups together from version 3 on, and is written so that every version reads it alike', () => {
    const { experiment } = experimentOf('?v=3&recipe=prune,distil');
    expect(scopesOf(experiment.recipe)).toEqual(['prune isomorphic', 'distil']);
    expect(linkOf(experiment)).toBe('?recipe=prune~scope:isomorphic,distil');
    for (const version of ['', 'v=1&', 'v=2&', 'v=3&']) {
      expect(experimentOf(`?${version}recipe=prune~scope:isomorphic,distil`).experiment).toEqual(experiment);
    }
  });
});

describe('the recipe of a network that version 2 kept', () => {
  it.each(corpus.rows)('means what it did: $recipe', ({ recipe, scopes }) => {
    const text = migratedRecipe(recipe);
    expect(scopesOf(recipeOf(text))).toEqual(scopes);
    // As networks that are kept today tell it, and told so once and for all.
    expect(text).toBe(recipeText(recipeOf(text)));
    expect(migratedRecipe(text)).toBe(text);
  });

  it('stays what it is where it is no recipe that is known here', () => {
    for (const text of ['', 'anneal by=heat', 'pruned keep=0.5']) expect(migratedRecipe(text)).toBe(text);
    expect(readRecipe(migratedRecipe('prune; anneal'))).toEqual(readRecipe('prune; anneal'));
  });
});
