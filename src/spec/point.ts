/**
 * Where on a sweep's axes something was measured. An axis is a setting that a sweep gives several values; alpha is one of
 * them, and always there.
 */
import type { Experiment } from './experiment.ts';

export type Scalar = number | string | boolean;

/** Axis to value. The order of its axes says nothing. */
export type Point = Readonly<Record<string, Scalar>>;

export interface Axis {
  /** The setting that varies: `alpha`, or the path of one, as `prune.keep`. */
  readonly path: string;
  readonly values: readonly Scalar[];
}

/** The point of a sweep that varies nothing but alpha. */
export const pointOf = (alpha: number): Point => ({ alpha });

/** What of an experiment says which points it has. */
export type Varied = Pick<Experiment, 'alphas' | 'vary'>;

/** What an experiment varies, in the order in which its points are trained: the last axis changes fastest. */
export function axesOf({ alphas, vary }: Varied): readonly Axis[] {
  return [{ path: 'alpha', values: alphas }, ...vary];
}

/** Every combination of the axes' values, the last axis changing fastest. */
export function pointsOf(axes: readonly Axis[]): readonly Point[] {
  return axes.reduce<readonly Point[]>(
    (points, { path, values }) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}

/** Axes that have every value of these axes, in the order in which they come. */
export function joinedAxes(all: readonly (readonly Axis[])[]): readonly Axis[] {
  const joined = new Map<string, Set<Scalar>>();
  for (const { path, values } of all.flat()) {
    joined.set(path, new Set([...(joined.get(path) ?? []), ...values]));
  }
  return [...joined].map(([path, values]) => ({ path, values: [...values] }));
}

/** The points of these experiments, each once, ascending. */
export function distinctPoints(experiments: readonly Varied[]): readonly Point[] {
  const sorted = experiments.flatMap((one) => pointsOf(axesOf(one))).sort(comparePoints);
  return sorted.filter((point, i) => i === 0 || comparePoints(point, sorted[i - 1] ?? {}) !== 0);
}

/** The weight of the hard loss; NaN where a point says none, which no sweep's does. */
export function alphaAt({ alpha }: Point): number {
  return typeof alpha === 'number' ? alpha : Number.NaN;
}

/** Its axes other than alpha. */
export function besideAlpha(point: Point): readonly (readonly [path: string, value: Scalar])[] {
  return Object.entries(point)
    .filter(([path]) => path !== 'alpha')
    .sort(([a], [b]) => byText(a, b));
}

/** Ascending: by alpha, then axis by axis in the order of their names; numbers as numbers, all else as text. */
export function comparePoints(a: Point, b: Point): number {
  const paths = ['alpha', ...new Set([...besideAlpha(a), ...besideAlpha(b)].map(([path]) => path))];
  for (const path of paths) {
    const order = compareScalars(a[path], b[path]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareScalars(a: Scalar | undefined, b: Scalar | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return byText(String(a ?? ''), String(b ?? ''));
}

/** By code units: the same in every language. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
