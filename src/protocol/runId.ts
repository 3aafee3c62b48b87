/**
 * The names of points and runs: canonical text, one for one point and run, that crosses threads, is a key in databases and
 * maps, and can be read by a person: `alpha=0.5`, `alpha=0.5&prune.keep=0.25#2`.
 *
 * Axes stand in the order of their names, each once. What text has of its own among `=`, `&`, `#` and `%` is percent-encoded
 * (RFC 3986); text that would be read as a number or a truth value begins with an apostrophe.
 */
import { alphaAt, besideAlpha, type Point, pointOf, type Scalar } from '../spec/point.ts';

export type PointKey = string & { readonly brand: 'PointKey' };
export type RunId = string & { readonly brand: 'RunId' };

/** Who a run is. */
export interface RunName {
  readonly id: RunId;
  readonly point: Point;
  /** The repetition, from 1: run i of every point has the same seed. */
  readonly run: number;
}

/** @throws RangeError where a value is a number that is not finite; URIError where a text is not well-formed */
export function pointKey(point: Point): PointKey {
  const parts = Object.entries(point)
    .map(([path, value]) => [encodeURIComponent(path), spelt(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.map((part) => part.join('=')).join('&') as PointKey;
}

/** @throws RangeError as well where `run` is not a whole number from 1 */
export function runIdOf(point: Point, run: number): RunId {
  if (!Number.isSafeInteger(run) || run < 1) throw new RangeError(`${run} is not the number of a run.`);
  return `${pointKey(point)}#${run}` as RunId;
}

/** A run with its name. */
export function runNameOf(point: Point, run: number): RunName {
  return { id: runIdOf(point, run), point, run };
}

/** The run of a sweep that varies nothing but alpha. */
export const alphaRunId = (alpha: number, run: number): RunId => runIdOf(pointOf(alpha), run);

/** For file names: `alpha-0.5-run-2`, with further axes `alpha-0.5-prune.keep-0.25-run-2`. */
export function runStem({ point, run }: Pick<RunName, 'point' | 'run'>): string {
  const axes: readonly (readonly [string, Scalar])[] = [['alpha', alphaAt(point)], ...besideAlpha(point)];
  const safe = (value: Scalar) => String(value).replace(/[^\w.+-]/g, '_');
  return `${axes.map(([path, value]) => `${safe(path)}-${safe(value)}`).join('-')}-run-${run}`;
}

/** What a file's name says of the stage that gave its network, from 0: `-stage-2-prune`; '' for a first one that trains it. */
export function stageStem(recipe: readonly { readonly kind: string }[], stage: number): string {
  const kind = recipe[stage]?.kind;
  return kind === undefined || (stage === 0 && kind === 'distil') ? '' : `-stage-${stage + 1}-${kind}`;
}

/** @returns undefined for what is not the canonical text of any run */
export function parseRunId(text: string): RunName | undefined {
  const [, key, digits] = /^([^#]*)#([1-9]\d*)$/.exec(text) ?? [];
  if (key === undefined || digits === undefined) return undefined;
  const point = parsePointKey(key);
  const run = Number(digits);
  if (!point || !Number.isSafeInteger(run)) return undefined;
  return { id: text as RunId, point, run };
}

/** @returns undefined for what is not the canonical text of any point */
export function parsePointKey(text: string): Point | undefined {
  const parts = text === '' ? [] : text.split('&');
  const axes: [string, Scalar][] = [];
  for (const part of parts) {
    const [path, value, ...more] = part.split('=');
    if (path === undefined || value === undefined || more.length > 0) return undefined;
    try {
      axes.push([decodeURIComponent(path), read(value)]);
    } catch {
      return undefined;
    }
  }
  const point: Point = Object.fromEntries(axes);
  return pointKey(point) === text ? point : undefined;
}

function spelt(value: Scalar): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a place on an axis.`);
    // −0 is the same place as 0, and is spelt so.
    return String(value);
  }
  if (typeof value === 'boolean') return String(value);
  const text = encodeURIComponent(value).replaceAll("'", '%27');
  return typeof read(text) === 'string' ? text : `'${text}`;
}

function read(spelling: string): Scalar {
  if (spelling === 'true' || spelling === 'false') return spelling === 'true';
  if (spelling.startsWith("'")) return decodeURIComponent(spelling.slice(1));
  const number = Number(spelling);
  if (spelling !== '' && Number.isFinite(number)) return number;
  return decodeURIComponent(spelling);
}
