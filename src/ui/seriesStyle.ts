/**
 * How a point of a sweep looks wherever it is drawn. Of a sweep that varies nothing but alpha it is alpha's own look. Where
 * other axes vary too, alpha keeps its colours (or gives them to the other axis, where there is one alpha only), and the place
 * on the other axes is told by dashes and by marks along the line: colour is never the only cue.
 */

import { pointKey } from '../protocol/runId.ts';
import { type Axis, alphaAt, besideAlpha, type Point, type Scalar } from '../spec/point.ts';
import { type AlphaStyle, alphaColour, alphaStyle, alphaText } from './alphaStyle.ts';
import { plain } from './text/numbers.ts';

export const markers = ['circle', 'square', 'triangle', 'diamond', 'cross', 'bar'] as const;
export type Marker = (typeof markers)[number];

export interface SeriesStyle extends AlphaStyle {
  /** Drawn at places along the line; undefined where the colour and the dashes tell all. */
  readonly marker: Marker | undefined;
}

const dashes = ['none', '9 4', '2 3', '9 3 2 3', '5 2', '14 4'] as const;

/** @param axes of the sweep that the point is of; a place that is on none of them looks like the first. */
export function seriesStyle(point: Point, axes: readonly Axis[]): SeriesStyle {
  const alpha = alphaAt(point);
  const others = besideAlpha(point);
  const own = alphaStyle(alpha);
  if (others.length === 0) return { ...own, marker: undefined };
  const places = others.map(([path, value]) => placeOn(axes, path, value));
  const [first = noPlace, second = first] = places;
  const severalAlphas = (axes.find(({ path }) => path === 'alpha')?.values.length ?? 1) > 1;
  return {
    colour: severalAlphas ? alphaColour(alpha) : plainColour(first),
    dash: dashes[first.rank % dashes.length] ?? 'none',
    marker: markers[second.rank % markers.length],
    label: `${own.label}${besideText(point)}`,
  };
}

/** "α 0.5", with other axes "α 0.5 · prune.keep 0.25". */
export const seriesLabel = (point: Point): string => seriesStyle(point, []).label;

/** "0.5", with other axes "0.5 · prune.keep 0.25": what stands after an α. */
export const seriesText = (point: Point): string => `${alphaText(alphaAt(point))}${besideText(point)}`;

/** Its place on the axes other than alpha, to stand after alpha: " · prune.keep 0.25"; nothing where there are none. */
export function besideText(point: Point): string {
  const text = (value: Scalar) => (typeof value === 'number' ? plain(value) : String(value));
  return besideAlpha(point)
    .map(([path, value]) => ` · ${path} ${text(value)}`)
    .join('');
}

/** Of a file's column: alpha alone as the number that it is. */
export function columnKey(point: Point): string {
  return besideAlpha(point).length === 0 ? String(alphaAt(point)) : pointKey(point);
}

interface Place {
  /** From 0. */
  readonly rank: number;
  readonly count: number;
}

const noPlace: Place = { rank: 0, count: 1 };

function placeOn(axes: readonly Axis[], path: string, value: Scalar): Place {
  const values = axes.find((axis) => axis.path === path)?.values ?? [];
  return { rank: Math.max(0, values.indexOf(value)), count: Math.max(1, values.length) };
}

/** A ramp without a meaning of its own, even in oklch, from the student's colour to the ink of quiet text. */
function plainColour({ rank, count }: Place): string {
  const share = count > 1 ? Math.round((1000 * rank) / (count - 1)) / 10 : 0;
  return `color-mix(in oklch, var(--ink-quiet) ${share}%, var(--student))`;
}
