/**
 * A recipe as text, see `items.ts`. A person types `distil epochs=10; prune keep=0.5; quantise`; a link says
 * `distil~epochs:10,prune~keep:0.5,quantise`.
 */
import { type Sentence, words } from '../../lang/sentence.ts';
import { type Item, type ItemKinds, itemsText, readItems } from '../items.ts';
import { isStageKind, type StageSpec, settingsOf, stageKinds, stageOf, valuesOf } from './stages.ts';

/** More stages than this are no recipe that anybody reads. */
export const mostStages = 16;

/** A recipe, or the first thing that is wrong with it. */
export type RecipeReading = { readonly recipe: readonly StageSpec[] } | { readonly fault: Sentence };

const kinds: ItemKinds = {
  names: stageKinds,
  isName: isStageKind,
  settingsOf: (kind) => (isStageKind(kind) ? settingsOf(kind) : new Map()),
  hasDefault: (kind, name) => isStageKind(kind) && Object.hasOwn(stageOf(kind).fields, name),
  most: mostStages,
  faults: {
    unknown: (word, nearest, all) =>
      nearest
        ? words`there is no stage ${word}, the nearest is ${nearest}; the stages are ${all}`
        : words`there is no stage ${word}; the stages are ${all}`,
    homeless: (word, all) => words`${word} stands before any stage; the stages are ${all}`,
    tooMany: (most) => words`a recipe has at most ${most} stages`,
  },
};

export function readRecipe(text: string): RecipeReading {
  const read = readItems(text, kinds);
  if ('fault' in read) return read;
  if (read.items.length === 0) {
    return { fault: words`a recipe has at least one stage: ${stageKinds.join(', ')}` };
  }
  return { recipe: read.items.map(({ name, settings }) => ({ kind: name, ...settings }) as StageSpec) };
}

const itemOf = (stage: StageSpec): Item => ({ name: stage.kind, settings: valuesOf(stage) });

/** As a person types it, the same in every release: settings whose defaults never changed are left out at them. */
export const recipeText = (recipe: readonly StageSpec[]) => itemsText(recipe.map(itemOf), kinds, 'typed');

/** As a link of version 1 says it, from which keys are made: `readRecipe` reads it once it is `migrated`. */
export const recipeLink = (recipe: readonly StageSpec[]) => itemsText(recipe.map(itemOf), kinds, 'link');
