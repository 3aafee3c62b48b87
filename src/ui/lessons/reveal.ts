/**
 * What the measured runs say to a lesson's question, and whether a prediction holds. Nothing is claimed that the headline
 * would not claim: see `verdictOf`.
 */
import { meanSoftened } from '../../shared/alikeness.ts';
import type { Experiment } from '../../shared/experiment.ts';
import type { Choice, Compare, Measure, Side } from '../../shared/lesson.ts';
import type { TeacherTable } from '../../shared/protocol.ts';
import type { RunRecord } from '../../shared/records.ts';
import { entropy } from '../../shared/softened.ts';
import {
  chooseEpoch,
  errorsNeeded,
  type Gain,
  type Spread,
  spread,
  verdictOf,
  verdictOverSeeds,
} from '../../shared/statistics.ts';

/** `unclear`: the runs cannot tell. */
export type Outcome = 'more' | 'less' | 'same' | 'unclear';

export interface Compared {
  readonly measure: Compare;
  readonly a: Spread;
  readonly b: Spread;
  /** a − b. */
  readonly difference: number;
  /** Half the width of its 95 % interval over runs; infinite for one run. */
  readonly half: number;
  /** Undefined where runs of the two have nothing in common to pair them by. */
  readonly pairs: number | undefined;
  readonly outcome: Outcome;
}

export interface Measured {
  readonly experiment: Experiment;
  /** Finished. */
  readonly runs: readonly RunRecord[];
  /** How many of the others failed. */
  readonly failed?: number;
}

/** By the names of the lesson's experiments. */
export type MeasuredBy = (experiment: string) => Measured | undefined;

/** Undefined while one of the two has no finished run. */
export function comparedOf(measure: Compare, by: MeasuredBy): Compared | undefined {
  const [first, second] = [by(measure.a.experiment), by(measure.b.experiment)];
  if (!first || !second) return undefined;
  const a = valuesOf(first.runs, measure.a, measure.quantity);
  const b = valuesOf(second.runs, measure.b, measure.quantity);
  if (a.size === 0 || b.size === 0) return undefined;
  const paired = arePaired(first.experiment, second.experiment);
  const gain = paired ? pairedGain(a, b) : welchGain(a, b);
  if (!gain) return undefined;
  const images = Math.min(imagesOf(first), imagesOf(second));
  const half =
    errorsNeeded(0.05, gain.n - 1) * Math.max(gain.standardError, leastError(gain, measure, images));
  return {
    measure,
    a: spread([...a.values()]),
    b: spread([...b.values()]),
    difference: gain.mean,
    half: Number.isNaN(half) ? Number.POSITIVE_INFINITY : half,
    pairs: paired ? gain.n : undefined,
    outcome: outcomeOf(gain, half, measure, images),
  };
}

/** Accuracies come in steps of one image, so runs that differ by the same number of steps do not make a difference certain. */
function leastError({ n }: Gain, { quantity }: Compare, images: number): number {
  return quantity === 'difference' ? 0 : 1 / (images * Math.sqrt(n));
}

function outcomeOf(gain: Gain, half: number, { quantity, margin }: Compare, images: number): Outcome {
  if (margin > 0 && Math.abs(gain.mean) + half <= margin) return 'same';
  const verdict = quantity === 'difference' ? verdictOverSeeds(gain) : verdictOf(gain, images);
  return verdict === 'one-pair' ? 'unclear' : verdict;
}

/** Final epochs of finished runs, by run number. */
function valuesOf(
  runs: readonly RunRecord[],
  { alpha }: Side,
  quantity: Compare['quantity'],
): ReadonlyMap<number, number> {
  const last = (which: number) =>
    new Map(
      runs.flatMap((run) => {
        const epoch = run.status === 'finished' && run.alpha === which && chooseEpoch(run.history, 'final');
        return epoch ? [[run.run, epoch.validation] as const] : [];
      }),
    );
  const mine = [...last(alpha)];
  if (quantity !== 'gain') return new Map(mine.map(([run, measures]) => [run, measures[quantity]]));
  const alone = last(1);
  return new Map(
    mine.flatMap(([run, { accuracy }]) => {
      const pair = alone.get(run);
      return pair ? [[run, accuracy - pair.accuracy] as const] : [];
    }),
  );
}

/** What decides a run's starting weights and its batches. */
const startingFields = [
  'dataset',
  'imageSize',
  'trainImages',
  'validationImages',
  'validationShare',
  'augmentation',
  'student',
  'studentWidth',
  'seed',
  'batchSize',
] as const satisfies readonly (keyof Experiment)[];

function arePaired(a: Experiment, b: Experiment): boolean {
  return startingFields.every((name) => a[name] === b[name]);
}

function pairedGain(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Gain | undefined {
  const differences = [...a].flatMap(([run, value]) => {
    const other = b.get(run);
    return other === undefined ? [] : [value - other];
  });
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  return { mean, standardError: std / Math.sqrt(n), n };
}

/** Welch's t: n is one more than the degrees of freedom (Welch–Satterthwaite), rounded down, on the safe side. */
function welchGain(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Gain {
  const [first, second] = [spread([...a.values()]), spread([...b.values()])];
  const mean = first.mean - second.mean;
  const [u, w] = [first.std ** 2 / first.n, second.std ** 2 / second.n];
  const freedom = (u + w) ** 2 / (u ** 2 / (first.n - 1) + w ** 2 / (second.n - 1));
  const least = Math.min(first.n, second.n);
  return {
    mean,
    standardError: Math.sqrt(u + w),
    n: Number.isFinite(freedom) ? 1 + Math.floor(freedom) : least,
  };
}

const imagesOf = ({ experiment }: Measured) => experiment.validationImages;

export interface Alike {
  /** Classes other than the asked one, by falling share of the teacher's answer. */
  readonly others: readonly { readonly name: string; readonly share: number }[];
  readonly images: number;
}

/** Undefined where the dataset has no such class or no image of it. */
export function alikeOf(
  { class: name, temperature }: Extract<Measure, { kind: 'alike' }>,
  table: TeacherTable,
  classes: readonly string[],
): Alike | undefined {
  const of = classes.indexOf(name);
  const images = table.labels.reduce((count, label) => (label === of ? count + 1 : count), 0);
  if (of < 0 || images === 0) return undefined;
  const matrix = meanSoftened(table, temperature);
  const others = classes
    .map((each, k) => ({ name: each, share: matrix[of * table.classes + k] ?? 0, k }))
    .filter(({ k }) => k !== of)
    .sort((a, b) => b.share - a.share);
  return { others, images };
}

export interface Entropies {
  /** Nats. */
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly images: number;
}

export function entropiesOf(
  { from, to }: Extract<Measure, { kind: 'entropy' }>,
  { logits, classes, labels }: TeacherTable,
): Entropies {
  const images = labels.length;
  const rows = Array.from({ length: images }, (_, n) =>
    Array.from(logits.subarray(n * classes, (n + 1) * classes)),
  );
  const mean = (T: number) => rows.reduce((sum, row) => sum + entropy(row, T), 0) / images;
  return { from: mean(from), to: mean(to), most: Math.log(classes), images };
}

export type Verdict = 'holds' | 'fails' | 'open';

/** @param found an outcome, a class, or a ratio, as the lesson's measure gives it. */
export function judged({ holds }: Choice, found: string | number): Verdict {
  if (found === 'unclear') return 'open';
  if (typeof holds === 'string') return holds === found ? 'holds' : 'fails';
  const { atLeast = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = holds;
  return typeof found === 'number' && found >= atLeast && found < below ? 'holds' : 'fails';
}
