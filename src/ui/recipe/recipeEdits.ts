/**
 * What the cards do to a recipe: each gives a new list of stages. Places count from 0.
 */
import type { Experiment } from '../../spec/experiment.ts';
import { isFieldName } from '../../spec/experiment.ts';
import type { Override } from '../../spec/recipe/declare.ts';
import { type StageKind, type StageSpec, stageOf, valuesOf } from '../../spec/recipe/stages.ts';

type Recipe = readonly StageSpec[];

/** A stage with every setting at its default. */
export function newStage(kind: StageKind): StageSpec {
  const own = Object.entries(stageOf(kind).fields).map(([name, field]) => [name, field.default]);
  return { kind, ...Object.fromEntries(own) } as StageSpec;
}

/** Where a new stage goes: at the end, but before a stage that nothing can follow. */
export function placeOfNew(recipe: Recipe, kind: StageKind): number {
  const last = recipe.findIndex((stage) => stageOf(stage.kind).nothingAfter !== undefined);
  return last < 0 || stageOf(kind).nothingAfter !== undefined ? recipe.length : last;
}

export const insertStage = (recipe: Recipe, place: number, kind: StageKind): Recipe =>
  recipe.toSpliced(place, 0, newStage(kind));

export const removeStage = (recipe: Recipe, place: number): Recipe => recipe.toSpliced(place, 1);

/** A place outside of the recipe means its nearer end. */
export function moveStage(recipe: Recipe, from: number, to: number): Recipe {
  const stage = recipe[from];
  if (!stage) return recipe;
  return recipe.toSpliced(from, 1).toSpliced(Math.max(0, to), 0, stage);
}

export const setSetting = (recipe: Recipe, place: number, name: string, value: unknown): Recipe =>
  recipe.map((stage, i) => (i === place ? ({ ...stage, [name]: value } as StageSpec) : stage));

/** What a stage overrode is the experiment's again. */
export const unsetSetting = (recipe: Recipe, place: number, name: string): Recipe =>
  recipe.map((stage, i) => {
    if (i !== place) return stage;
    const others = Object.entries(valuesOf(stage)).filter(([other]) => other !== name);
    return { kind: stage.kind, ...Object.fromEntries(others) } as StageSpec;
  });

/** What a setting that a stage begins to override starts at: the experiment's value, or its own default where that is a list. */
export function firstValueOf({ of, field }: Override, experiment: Experiment): unknown {
  const value: unknown = isFieldName(of) ? experiment[of] : undefined;
  return value === undefined || typeof value === 'object' ? field.default : value;
}

/** Names that stay with stages as they are moved: their kinds, and which of the kind they are, from 1. */
export function stageKeys(recipe: Recipe): readonly string[] {
  return recipe.map(({ kind }, place) => {
    const nth = recipe.slice(0, place + 1).filter((stage) => stage.kind === kind).length;
    return `${kind} ${nth}`;
  });
}
