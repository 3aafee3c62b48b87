/**
 * What the measured runs say to a lesson's question, and whether a prediction holds. Nothing is claimed that the comparison
 * of two sweeps would not claim: see `verdictOfContrast`.
 */
import { meanSoftened } from '../../analysis/classSimilarity.ts';
import {
  gainSamples,
  halfOverSeeds,
  type Images,
  pairedContrast,
  samplesOf,
  stepOf,
  verdictOfContrast,
  welchContrast,
} from '../../analysis/contrast.ts';
import { arePaired, differencesOf, type Measured as Known, sameImages } from '../../analysis/differences.ts';
import { entropy } from '../../analysis/softened.ts';
import { type Spread, spread } from '../../analysis/spread.ts';
import type { TeacherTable } from '../../protocol/protocol.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import {
  type Choice,
  type Compare,
  type Measure,
  pointOfSide,
  type Side,
} from '../../spec/lessons/lesson.ts';
import { applyPoint } from '../../spec/recipe/points.ts';

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
  const { quantity, margin } = measure;
  const a = samplesFor(first.runs, measure.a, quantity);
  const b = samplesFor(second.runs, measure.b, quantity);
  const contrast = arePairedSides(measure, by) ? pairedContrast(b, a) : welchContrast(b, a);
  if (!contrast) return undefined;
  const images = quantity === 'difference' ? undefined : imagesBetween(second, first);
  const half = halfOverSeeds(contrast, images ? stepOf(images) : 0);
  const verdict = verdictOfContrast(contrast, images);
  const alike = margin > 0 && Math.abs(contrast.mean) + half <= margin;
  return {
    measure,
    a: spread(a.map(({ value }) => value)),
    b: spread(b.map(({ value }) => value)),
    difference: contrast.mean,
    half,
    pairs: contrast.pairs,
    outcome: alike ? 'same' : verdict === 'one-pair' ? 'unclear' : verdict,
  };
}

/**
 * Whether run i of both sides is one pair. Of two experiments their points are held against each other: what one varies and the
 * other does not is a difference only where the points differ in it.
 */
export function arePairedSides({ a, b }: { readonly a: Side; readonly b: Side }, by: MeasuredBy): boolean {
  const [first, second] = [by(a.experiment), by(b.experiment)];
  if (!first || !second) return false;
  const known = ({ experiment }: Measured, side: Side): Known => ({
    experiment:
      a.experiment === b.experiment
        ? experiment
        : { ...applyPoint(experiment, pointOfSide(side)), alphas: experiment.alphas },
    about: {},
  });
  return arePaired(differencesOf(known(first, a), known(second, b)));
}

/** Of accuracies of one experiment's runs and of another's. */
export function imagesBetween(a: Measured, b: Measured): Images {
  const known = ({ experiment }: Measured): Known => ({ experiment, about: {} });
  return { a: imagesOf(a), b: imagesOf(b), same: sameImages(known(a), known(b)) };
}

const samplesFor = (runs: readonly RunRecord[], side: Side, quantity: Compare['quantity']) =>
  quantity === 'gain' ? gainSamples(runs, pointOfSide(side)) : samplesOf(runs, pointOfSide(side), quantity);

/** Insects are drawn: exactly as many as the experiment asks for. */
const imagesOf = ({ experiment }: Measured) =>
  experiment.dataset === 'insects' ? experiment.validationImages : undefined;

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

/** @param found an outcome, a class, a ratio, or a place on an axis, as the lesson's measure gives it. */
export function verdictOf({ holds }: Choice, found: string | number): Verdict {
  if (found === 'unclear') return 'open';
  if (typeof holds === 'string') return holds === found ? 'holds' : 'fails';
  const { atLeast = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = holds;
  return typeof found === 'number' && found >= atLeast && found < below ? 'holds' : 'fails';
}
