/**
 * A recipe as a field of the experiment. The recipe of one plain `distil` is the empty list: what every experiment was before
 * there were recipes.
 */
import * as v from 'valibot';
import { words } from '../../lang/sentence.ts';
import { always } from '../decides.ts';
import { type Deciding, type ListField, listField } from '../fields.ts';
import { mostStages, readRecipe, recipeLink } from './spelling.ts';
import { type StageSpec, stageKinds, stageSchema } from './stages.ts';

const plain: readonly StageSpec[] = [{ kind: 'distil', arm: 'distilled' }];

/** The stages that an experiment's recipe means. */
export const stagesIn = (recipe: readonly StageSpec[]): readonly StageSpec[] =>
  recipe.length === 0 ? plain : recipe;

const isPlain = (recipe: readonly StageSpec[]) => recipeLink(recipe) === recipeLink(plain);

export const recipeField: ListField<StageSpec> & Deciding = listField({
  label: 'Recipe',
  help: 'The stages that make a network from the student, in their order: it is distilled, pruned, quantised.',
  group: 'recipe',
  decides: { student: always },
  default: [],
  allowed: words`stages with their settings, such as ${'distil; prune keep=0.5; distil; quantise'}, of ${stageKinds.join(', ')}`,
  schema: v.pipe(
    v.array(stageSchema),
    v.maxLength(mostStages),
    v.transform((recipe) => (isPlain(recipe) ? [] : recipe)),
    v.readonly(),
  ),
  format: (recipe) => recipeLink(stagesIn(recipe)),
  parse(text) {
    const read = readRecipe(text);
    return 'recipe' in read ? read.recipe : text;
  },
  explain(candidate) {
    const read = typeof candidate === 'string' ? readRecipe(candidate) : undefined;
    return read && 'fault' in read ? read.fault : undefined;
  },
});
