/**
 * A lesson: a guided experiment as data. It asks for a prediction, runs one to three experiments, and lets what was measured
 * answer. This is the gate that every lesson file passes; it says which part of a file is wrong and what belongs there.
 *
 * A lesson never states a result as its own: a `reveal` names what to compare, and the page computes it. What the authors
 * measured stands apart, as `expectation`, with its n.
 */
import * as v from 'valibot';
import { type LanguageName, languageNames } from '../../lang/languages.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { Experiment } from '../experiment.ts';
import { experimentOf } from '../link.ts';
import { costNames, tabNames } from '../pageView.ts';
import { type Axis, axesOf, type Point } from '../point.ts';
import { choiceTroubles } from './lessonChoices.ts';
import { revealOf } from './lessonParts.ts';

const text = v.pipe(
  v.string('text was expected'),
  v.trim(),
  v.nonEmpty('text was expected, and there is none'),
);

/** The same words in every language that the page speaks. */
const words = v.strictObject(
  Object.fromEntries(languageNames.map((name) => [name, text])) as Record<LanguageName, typeof text>,
);

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,29}$/, 'a name is lower-case letters, digits and hyphens'),
);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const temperature = v.pipe(v.number(), v.minValue(0.1), v.maxValue(100));

/** Students of one point of one of the lesson's experiments: `at` is its place on the axes that this varies beside alpha. */
const side = v.strictObject({
  experiment: id,
  alpha: share,
  at: v.optional(v.record(v.string(), v.union([v.number(), v.string(), v.boolean()]))),
  name: words,
});
export type Side = v.InferOutput<typeof side>;

export const pointOfSide = ({ alpha, at = {} }: Pick<Side, 'alpha' | 'at'>): Point => ({ ...at, alpha });

/**
 * a − b, from final epochs. `accuracy`: share of validation images that are right; `difference`: mean |teacher logit −
 * student logit|; `gain`: accuracy less that of alpha 1 in the same experiment. A difference whose whole 95 % interval lies
 * within ± `margin` counts as none.
 */
const compare = v.strictObject({
  kind: v.literal('compare'),
  quantity: v.picklist(['accuracy', 'difference', 'gain']),
  a: side,
  b: side,
  margin: v.pipe(v.number(), v.minValue(0)),
});
export type Compare = v.InferOutput<typeof compare>;

/** The class to which the teacher gives, on average, the most of its answer to images of another class. */
const alike = v.strictObject({ kind: v.literal('alike'), class: text, temperature });
/** How many times larger the teacher's mean entropy over the validation images is at `to` than at `from`. */
const entropy = v.strictObject({ kind: v.literal('entropy'), from: temperature, to: temperature });

/**
 * Along one axis of an experiment, the first value, in the order in which they stand, at which accuracy is below the
 * reference's by more than chance explains; all values together are taken for a fall that is none in 5 % of cases at most.
 */
const fall = v.strictObject({
  kind: v.literal('fall'),
  experiment: id,
  alpha: share,
  /** The path of a number, as `prune.keep`. */
  axis: text,
  /** What the axis is called, and whether its values are shares. */
  name: words,
  as: v.picklist(['share', 'number']),
  /** What they are held against: the network after stage `stage` of the recipe, from 0, or at its end. */
  reference: v.strictObject({
    ...side.entries,
    stage: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  /** Shown beside accuracy, as shares of the reference's. */
  costs: v.array(v.picklist(costNames)),
});
export type Fall = v.InferOutput<typeof fall>;

const measure = v.variant('kind', [compare, alike, entropy, fall]);
export type Measure = v.InferOutput<typeof measure>;

/**
 * What must come out for a choice to hold. For `compare`: `more`, `less` or `same`, of a beside b; for `alike`: a class; for
 * `entropy`: a range, from `atLeast` up to but without `below`; for `fall`: a range of the axis, or `none`.
 */
const range = v.strictObject({ atLeast: v.optional(v.number()), below: v.optional(v.number()) });
const choice = v.strictObject({
  id,
  text: words,
  holds: v.union([text, range], 'a word or a range was expected'),
});
export type Choice = v.InferOutput<typeof choice>;

/** What the authors measured, and where. Accuracies and gains are shares, 0 … 1. */
const figure = v.strictObject({
  name: words,
  mean: v.number(),
  /** Over runs; none of a single one. */
  standardError: v.optional(v.pipe(v.number(), v.minValue(0))),
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  unit: v.picklist(['share', 'points', 'logits', 'nats']),
});
const expectation = v.strictObject({ text: words, figures: v.array(figure) });
export type Expectation = v.InferOutput<typeof expectation>;

const common = {
  title: words,
  text: words,
  experiment: v.optional(id),
  view: v.optional(v.picklist(tabNames)),
};
const read = v.strictObject({ kind: v.literal('read'), ...common });
/** Something to do in a view of the page. */
const look = v.strictObject({ kind: v.literal('look'), ...common, view: v.picklist(tabNames), task: words });
const predict = v.strictObject({
  kind: v.literal('predict'),
  ...common,
  id,
  choices: v.pipe(v.array(choice), v.minLength(2, 'two choices or more were expected')),
});
export type PredictStep = v.InferOutput<typeof predict>;
const run = v.strictObject({ kind: v.literal('run'), ...common, experiment: id });
const reveal = v.strictObject({
  kind: v.literal('reveal'),
  ...common,
  prediction: id,
  measure,
  /** Other comparisons worth seeing beside the one that answers the prediction. */
  beside: v.optional(v.array(compare), []),
  expectation: v.optional(expectation),
});
export type RevealStep = v.InferOutput<typeof reveal>;

const step = v.variant('kind', [read, look, predict, run, reveal]);
export type Step = v.InferOutput<typeof step>;

const lesson = v.strictObject({
  order: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: words,
  promise: words,
  /** All of it, training included, on a laptop without a GPU. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  needs: words,
  /** Each a link's query, without its `?`. */
  experiments: v.record(id, v.string()),
  steps: v.pipe(v.array(step), v.minLength(1)),
  sources: v.optional(
    v.array(v.strictObject({ text, url: v.pipe(v.string(), v.startsWith('https://')) })),
    [],
  ),
});
export type Lesson = v.InferOutput<typeof lesson>;

/** One thing that is wrong with a lesson file. English: it speaks to whoever writes lessons. */
export interface Complaint {
  /** `steps[2].choices[0].holds` */
  readonly part: string;
  readonly what: string;
}

export type ReadLesson =
  | { readonly lesson: Lesson; readonly complaints: readonly [] }
  | { readonly lesson?: undefined; readonly complaints: readonly Complaint[] };

/** @param given a lesson file, parsed. */
export function readLesson(given: unknown): ReadLesson {
  const result = v.safeParse(lesson, given);
  if (!result.success) {
    const complaints = result.issues.map((issue) => ({
      part: partOf(issue.path?.map(({ key }) => key) ?? []),
      what: issue.message,
    }));
    return { complaints };
  }
  const complaints = [...complaintsOf(result.output)];
  return complaints.length > 0 ? { complaints } : { lesson: result.output, complaints: [] };
}

/** The experiment that a lesson knows by this name. */
export function lessonExperiment(of: Pick<Lesson, 'experiments'>, name: string): Experiment {
  return experimentOf(of.experiments[name] ?? '').experiment;
}

/** The experiment that a step is about: its own, else the nearest before it. */
export function experimentAt(of: Lesson, at: number): string | undefined {
  for (let i = Math.min(at, of.steps.length - 1); i >= 0; i--) {
    const found = of.steps[i]?.experiment;
    if (found) return found;
  }
  return undefined;
}

function partOf(keys: readonly unknown[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : String(key)),
    '',
  );
}

/** What the shape alone does not say: that the parts of a lesson fit together. */
function* complaintsOf(of: Lesson): Generator<Complaint> {
  for (const [name, link] of Object.entries(of.experiments)) {
    for (const notice of experimentOf(link).notices) {
      const what = `${notice.name}=${notice.given}: expected ${inEnglish(notice.allowed)}`;
      yield { part: `experiments.${name}`, what };
    }
  }
  const asked = new Map<string, PredictStep>();
  for (const [i, one] of of.steps.entries()) {
    const part = `steps[${i}]`;
    if (one.experiment && !Object.hasOwn(of.experiments, one.experiment)) {
      yield { part: `${part}.experiment`, what: `the lesson has no experiment ${one.experiment}` };
    }
    if (one.kind === 'predict') {
      if (asked.has(one.id)) yield { part: `${part}.id`, what: `${one.id} was asked before` };
      asked.set(one.id, one);
      if (!revealOf(of, one.id)) yield { part, what: 'no later step reveals what it asks' };
    }
    if (one.kind === 'reveal') yield* revealComplaints(of, one, part, asked.get(one.prediction));
  }
}

function* revealComplaints(
  of: Lesson,
  one: RevealStep,
  part: string,
  predict: PredictStep | undefined,
): Generator<Complaint> {
  if (!predict) yield { part: `${part}.prediction`, what: `no earlier step asks ${one.prediction}` };
  const about = experimentAt(of, of.steps.indexOf(one));
  const dataset = about === undefined ? undefined : lessonExperiment(of, about).dataset;
  const { measure } = one;
  const values =
    measure.kind === 'fall' && Object.hasOwn(of.experiments, measure.experiment)
      ? fallValues(lessonExperiment(of, measure.experiment), measure)
      : [];
  for (const what of choiceTroubles(measure, predict?.choices ?? [], { dataset, values }))
    yield { part, what };
  if (measure.kind === 'fall') {
    if (values.length === 0)
      yield { part, what: `experiment ${measure.experiment} does not vary ${measure.axis}` };
    const sides = values.map((value) => sideOfFall(measure, value));
    for (const what of sideTroubles(of, [...sides, measure.reference])) yield { part, what };
  }
  const compared = [one.measure, ...one.beside].flatMap((each) => (each.kind === 'compare' ? [each] : []));
  for (const { a, b, quantity } of compared) {
    const alone = quantity === 'gain' ? [a, b].map((side) => ({ ...side, alpha: 1 })) : [];
    for (const what of sideTroubles(of, [a, b, ...alone])) yield { part, what };
  }
}

function* sideTroubles(of: Lesson, sides: readonly Side[]): Generator<string> {
  for (const side of sides) {
    const { experiment } = side;
    const what = Object.hasOwn(of.experiments, experiment)
      ? notOn(axesOf(lessonExperiment(of, experiment)), pointOfSide(side))
      : undefined;
    if (!Object.hasOwn(of.experiments, experiment)) yield `the lesson has no experiment ${experiment}`;
    else if (what) yield `experiment ${experiment} ${what}`;
  }
}

/** The values of a fall's axis, in their order, without the one that all are held against. */
export function fallValues(
  experiment: Experiment,
  { axis, experiment: name, reference: { experiment: other, at, stage } }: Fall,
): readonly number[] {
  const own = other === name && stage === undefined ? at?.[axis] : undefined;
  const values = experiment.vary.find(({ path }) => path === axis)?.values ?? [];
  return values.flatMap((value) => (typeof value === 'number' && value !== own ? [value] : []));
}

/** The networks at one value of a fall's axis. */
export const sideOfFall = ({ experiment, alpha, axis, name }: Fall, value: number): Side => ({
  ...{ experiment, alpha, name, at: { [axis]: value } },
});

/** What keeps a point from being one of a sweep's; undefined where it is one. */
function notOn(axes: readonly Axis[], point: Point): string | undefined {
  for (const { path, values } of axes) {
    const value = point[path];
    if (value === undefined) return `varies ${path}, and at says none`;
    if (!values.includes(value)) return `trains no ${path} ${value}`;
  }
  const stray = Object.keys(point).find((path) => !axes.some((axis) => axis.path === path));
  return stray && `does not vary ${stray}`;
}
