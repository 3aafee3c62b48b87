/**
 * What becomes of the axes of a sweep as its recipe is edited.
 */
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { fittingAxes, stagePathOf, type VaryAxis } from '../../spec/recipe/vary.ts';

type Recipe = readonly StageSpec[];

export interface Axes {
  readonly axes: readonly VaryAxis[];
  /** Paths of those that have lost their stage. */
  readonly lost: readonly string[];
}

/** Axes that a recipe has a stage for. */
export function fitted(axes: readonly VaryAxis[], recipe: Recipe): Axes {
  const lost = axes.filter((axis) => fittingAxes([axis], recipe).axes.length === 0);
  return { axes: fittingAxes(axes, recipe).axes, lost: lost.map(({ path }) => path) };
}

/**
 * Axes that name one of several stages go with it.
 *
 * @param after has the stages of `before` themselves, moved, less some, with others
 */
export function followed(axes: readonly VaryAxis[], before: Recipe, after: Recipe): Axes {
  const paths = axes.map(({ path }) => followedPath(path, before, after));
  const gone = axes.flatMap(({ path }, i) => (paths[i] === undefined ? [path] : []));
  const kept = axes.flatMap((axis, i) => {
    const path = paths[i];
    return path === undefined ? [] : [{ ...axis, path }];
  });
  const { axes: left, lost } = fitted(kept, after);
  return { axes: left, lost: [...gone, ...lost] };
}

function followedPath(path: string, before: Recipe, after: Recipe): string | undefined {
  const named = stagePathOf(path);
  if (named?.nth === undefined) return path;
  const ofKind = (recipe: Recipe) => recipe.filter(({ kind }) => kind === named.kind);
  const stage = ofKind(before)[named.nth - 1];
  const nth = stage ? ofKind(after).indexOf(stage) + 1 : 0;
  return nth === 0 ? undefined : `${named.kind}.${nth}.${named.setting}`;
}

/** The axis that varies a stage's setting. */
export function axisOf(
  axes: readonly VaryAxis[],
  recipe: Recipe,
  place: number,
  name: string,
): VaryAxis | undefined {
  const kind = recipe[place]?.kind;
  const nth = recipe.slice(0, place + 1).filter((stage) => stage.kind === kind).length;
  return axes.find(({ path }) => {
    const named = stagePathOf(path);
    if (named?.kind !== kind || named?.setting !== name) return false;
    return named.nth === undefined || named.nth === nth;
  });
}
