/**
 * What was typed as a recipe or as axes, or what is wrong with it.
 */
import * as v from 'valibot';
import type { Sentence } from '../../lang/sentence.ts';
import { fields } from '../../spec/experiment.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { fittingAxes, type VaryAxis } from '../../spec/recipe/vary.ts';

export type Reading<Value> = { readonly value: Value } | { readonly fault: Sentence };

export function readTypedRecipe(text: string): Reading<readonly StageSpec[]> {
  const read = readRecipe(text);
  return 'fault' in read ? read : { value: read.recipe };
}

/** @param recipe whose stages they name */
export function readTypedAxes(text: string, recipe: readonly StageSpec[]): Reading<readonly VaryAxis[]> {
  const { vary } = fields;
  const candidate = vary.parse(text);
  const read = v.safeParse(vary.schema, candidate);
  if (!read.success) return { fault: vary.explain?.(candidate) ?? vary.allowed };
  const { axes, faults } = fittingAxes(read.output, stagesIn(recipe));
  const [fault] = faults;
  return fault === undefined ? { value: axes } : { fault };
}
