/**
 * What was typed as a recipe or as axes, or what is wrong with it.
 */
import * as v from 'valibot';
import { fields } from '../../shared/experiment.ts';
import { stagesIn } from '../../shared/recipe/recipeField.ts';
import { readRecipe } from '../../shared/recipe/spelling.ts';
import type { StageSpec } from '../../shared/recipe/stages.ts';
import { fittingAxes, type VaryAxis } from '../../shared/recipe/vary.ts';
import type { Sentence } from '../../shared/sentence.ts';

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
