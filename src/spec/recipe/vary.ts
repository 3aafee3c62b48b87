/**
 * Axes of a sweep beside alpha: which settings are varied, and over which values. A person types
 * `prune.keep=0.9,0.7,0.5; temperature=1,4`; a link says `prune.keep:0.9,0.7,0.5~temperature:1,4`.
 *
 * A path names a number of the experiment (`temperature`), a number or a choice of every stage of a kind (`prune.keep`,
 * `distil.arm`), or that of the n-th stage of the kind, counted from 1 (`distil.2.epochs`).
 */
import * as v from 'valibot';
import { nearestName } from '../../base/editDistance.ts';
import { type Sentence, said, words } from '../../lang/sentence.ts';
import { always } from '../decides.ts';
import {
  type ChoiceField,
  type Deciding,
  type Field,
  type ListField,
  listField,
  type NumberField,
} from '../fields.ts';
import { wordsOf } from '../items.ts';
import { isStageKind, type StageKind, type StageSpec, settingsOf, stageKinds } from './stages.ts';

export interface VaryAxis {
  readonly path: string;
  /** Numbers, or names of choices. */
  readonly values: readonly (number | string)[];
}

export const mostAxes = 2;
export const mostValues = 21;

/** A setting of stages. */
export interface StagePath {
  readonly kind: StageKind;
  /** From 1; undefined means every stage of the kind. */
  readonly nth: number | undefined;
  readonly setting: string;
}

/** Undefined where the path has not the shape of a stage's. */
export function stagePathOf(path: string): StagePath | undefined {
  const [, kind, nth, setting] = path.match(/^([a-z]+)(?:\.([1-9]\d?))?\.([A-Za-z]+)$/) ?? [];
  if (kind === undefined || setting === undefined || !isStageKind(kind)) return undefined;
  return { kind, nth: nth === undefined ? undefined : Number(nth), setting };
}

/** The experiment's numbers that can be varied, by name. */
export type VariableFields = () => Readonly<Record<string, Field>>;

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
const isNumber = (field: Field | undefined): field is NumberField => field?.kind === 'number';
const isVariable = (field: Field | undefined): field is NumberField | ChoiceField<string> =>
  isNumber(field) || field?.kind === 'choice';

/** Every path that can be varied, but those that count stages. */
function pathsOf(fields: Readonly<Record<string, Field>>): readonly string[] {
  const ofStages = stageKinds.flatMap((kind) =>
    [...settingsOf(kind)].flatMap(([name, field]) => (isVariable(field) ? [`${kind}.${name}`] : [])),
  );
  return [...ofStages, ...Object.keys(fields).filter((name) => isNumber(fields[name]))];
}

function fieldAt(path: string, fields: Readonly<Record<string, Field>>) {
  const stage = stagePathOf(path);
  if (stage) {
    const setting = settingsOf(stage.kind).get(stage.setting);
    return isVariable(setting) ? setting : undefined;
  }
  const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
  return isNumber(field) ? field : undefined;
}

/** Axes whose values are still as they were given. */
type Candidates = readonly { readonly path: string; readonly values: readonly unknown[] }[];

/** What is wrong with axes, were the recipe theirs. */
function faultIn(axes: Candidates, fields: Readonly<Record<string, Field>>): Sentence | undefined {
  if (axes.length > mostAxes) return words`at most ${mostAxes} settings are varied at a time`;
  for (const { path, values } of axes) {
    const field = fieldAt(path, fields);
    if (!field) return notAPath(path, pathsOf(fields));
    if (axes.filter((axis) => axis.path === path).length > 1) return words`${path} is varied twice`;
    if (values.length === 0) return words`${path} needs values, such as ${`${path}=${field.default}`}`;
    if (values.length > mostValues) return words`${path} has more than ${mostValues} values`;
    const wrong = values.find((value) => !v.is(field.schema, value));
    if (wrong !== undefined) {
      return words`${path} has the value ${shorten(String(wrong))}; it takes ${said(field.allowed)}`;
    }
    if (new Set(values).size < values.length) return words`${path} has a value twice`;
  }
  return undefined;
}

function notAPath(path: string, known: readonly string[]): Sentence {
  const nearest = nearestName(path, known);
  const all = known.join(', ');
  return nearest
    ? words`${shorten(path)} cannot be varied, the nearest is ${nearest}; what can is ${all}`
    : words`${shorten(path)} cannot be varied; what can is ${all}`;
}

/** Paths and values as they are spelt; undefined where a value stands before any path. */
function readAxes(text: string, fields: Readonly<Record<string, Field>>): Candidates | undefined {
  const axes: { readonly path: string; readonly values: unknown[] }[] = [];
  for (const word of wordsOf(text)) {
    const equals = word.indexOf('=');
    const value = word.slice(equals + 1);
    if (equals >= 0) axes.push({ path: word.slice(0, equals), values: [] });
    const axis = axes.at(-1);
    if (!axis) return undefined;
    // A comma at the end of a path's list gives no value.
    if (value !== '')
      axis.values.push(fieldAt(axis.path, fields)?.kind === 'choice' ? value : numberIn(value));
  }
  return axes;
}

/** As fields read numbers. */
const numberIn = (text: string): unknown =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;

const spelt = (axes: readonly VaryAxis[], between: string, equals: string) =>
  axes.map(({ path, values }) => `${path}${equals}${values.join(',')}`).join(between);

/** As a person types it. */
export const varyText = (axes: readonly VaryAxis[]) => spelt(axes, '; ', '=');

/** As a link says it. */
export const varyLink = (axes: readonly VaryAxis[]) => spelt(axes, '~', ':');

export const noAxes = 'nothing';

export function varyField(fields: VariableFields): ListField<VaryAxis> & Deciding {
  return listField({
    label: 'Vary',
    help: 'Settings of the student and of stages that the sweep varies beside alpha, each over values of its own; two at most.',
    group: 'recipe',
    decides: { student: always },
    default: [],
    allowed: words`up to ${mostAxes} settings with up to ${mostValues} values each, such as ${'prune.keep=0.9,0.7,0.5'}, or ${noAxes}`,
    schema: v.pipe(
      v.array(
        v.strictObject({
          path: v.string(),
          values: v.pipe(v.array(v.union([v.number(), v.string()])), v.readonly()),
        }),
      ),
      v.check((axes) => faultIn(axes, fields()) === undefined),
      v.readonly(),
    ),
    format: (axes) => (axes.length === 0 ? noAxes : varyLink(axes)),
    parse: (text) => (text.trim() === noAxes || text.trim() === '' ? [] : (readAxes(text, fields()) ?? text)),
    explain(candidate) {
      const read = v.safeParse(
        v.array(v.object({ path: v.string(), values: v.array(v.unknown()) })),
        candidate,
      );
      return read.success ? faultIn(read.output, fields()) : undefined;
    },
  });
}

/**
 * The axes that a recipe has a stage for, and what is wrong with the others. Of a kind that has one stage, its number is left
 * out.
 */
export function fittingAxes(
  axes: readonly VaryAxis[],
  recipe: readonly StageSpec[],
): { readonly axes: readonly VaryAxis[]; readonly faults: readonly Sentence[] } {
  const faults: Sentence[] = [];
  const fitting = axes.flatMap((axis): readonly VaryAxis[] => {
    const path = stagePathOf(axis.path);
    if (!path) return [axis];
    const count = recipe.filter(({ kind }) => kind === path.kind).length;
    if (count === 0)
      faults.push(words`${axis.path} cannot be varied, as the recipe has no stage ${path.kind}`);
    else if ((path.nth ?? 1) > count) {
      faults.push(words`${axis.path} cannot be varied, as the recipe has ${count} of the stage ${path.kind}`);
    } else if (path.nth === 1 && count === 1) return [{ ...axis, path: `${path.kind}.${path.setting}` }];
    else return [axis];
    return [];
  });
  const paths = fitting.map(({ path }) => path);
  return { axes: fitting.filter(({ path }, i) => paths.indexOf(path) === i), faults };
}
