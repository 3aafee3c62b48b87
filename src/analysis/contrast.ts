/**
 * The difference of two groups of runs with what is to be known of its chance: paired where run i of both is one pair, and
 * otherwise as two independent samples (Welch 1947). The comparison of sweeps and the lessons claim by the same rule.
 */
import type { RunRecord } from '../protocol/records.ts';
import { pointKey } from '../protocol/runId.ts';
import type { Point } from '../spec/point.ts';
import { spread } from './spread.ts';
import { type Doubt, errorsNeeded, outcomeOf, type Verdict } from './statistics.ts';

/** One run's figure. */
export interface Sample {
  readonly run: number;
  readonly seed: number;
  readonly value: number;
}

/** B − A. */
export interface Contrast {
  readonly mean: number;
  /** NaN where it cannot be known: one pair, or a sample of one. */
  readonly standardError: number;
  /** Of Student's t; NaN where there is no standard error, or both samples are all of one value. */
  readonly freedom: number;
  /** Undefined where the samples are independent. */
  readonly pairs: number | undefined;
  readonly counts: readonly [a: number, b: number];
  /** Over all runs of each, paired or not. */
  readonly means: readonly [a: number, b: number];
}

/** Validation images that accuracies were measured on; undefined where they are not known. */
export interface Images {
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** The very same images in both. */
  readonly same: boolean;
}

/** Of what finished runs came to. */
export function samplesOf(
  runs: readonly RunRecord[],
  point: Point,
  measure: 'accuracy' | 'difference',
): readonly Sample[] {
  const key = pointKey(point);
  return runs.flatMap((record) => {
    const { run, seed, status } = record;
    const last = outcomeOf(record, 'final');
    if (pointKey(record.point) !== key || status !== 'finished' || !last) return [];
    return [{ run, seed, value: last[measure] }];
  });
}

/** Accuracy gained over alpha 1 at the same place of all other axes, run by run. */
export function gainSamples(runs: readonly RunRecord[], point: Point): readonly Sample[] {
  const alone = samplesOf(runs, { ...point, alpha: 1 }, 'accuracy');
  return samplesOf(runs, point, 'accuracy').flatMap((sample) => {
    const pair = alone.find((other) => other.run === sample.run);
    return pair ? [{ ...sample, value: sample.value - pair.value }] : [];
  });
}

const valuesOf = (samples: readonly Sample[]) => samples.map(({ value }) => value);

/** Mean over pairs of value B − value A, ± its sample deviation over √pairs; a pair has one run number and one seed. */
export function pairedContrast(a: readonly Sample[], b: readonly Sample[]): Contrast | undefined {
  const differences = b.flatMap((mine) => {
    const pair = a.find((theirs) => theirs.run === mine.run && theirs.seed === mine.seed);
    return pair ? [mine.value - pair.value] : [];
  });
  if (differences.length === 0) return undefined;
  const { mean, std, n } = spread(differences);
  return {
    mean,
    standardError: std / Math.sqrt(n),
    freedom: n > 1 ? n - 1 : Number.NaN,
    pairs: n,
    counts: [a.length, b.length],
    means: [spread(valuesOf(a)).mean, spread(valuesOf(b)).mean],
  };
}

/**
 * Difference of two means ± √(s²A / nA + s²B / nB), with the degrees of freedom of Welch and Satterthwaite:
 * (vA + vB)² / (vA² / (nA − 1) + vB² / (nB − 1)), v = s² / n.
 */
export function welchContrast(a: readonly Sample[], b: readonly Sample[]): Contrast | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const [inA, inB] = [spread(valuesOf(a)), spread(valuesOf(b))];
  const [vA, vB] = [inA.std ** 2 / inA.n, inB.std ** 2 / inB.n];
  const freedom = (vA + vB) ** 2 / (vA ** 2 / (inA.n - 1) + vB ** 2 / (inB.n - 1));
  return {
    mean: inB.mean - inA.mean,
    standardError: Math.sqrt(vA + vB),
    freedom: vA + vB > 0 ? freedom : Number.NaN,
    pairs: undefined,
    counts: [inA.n, inB.n],
    means: [inA.mean, inB.mean],
  };
}

/**
 * Half the width of the interval that holds the mean for all but `share` of other seeds, 5 % unless given: t · s, with s at least `step` / √n of the
 * smaller sample, because what is measured in steps can differ by the same number of them in every run. Infinite where
 * there is no standard error.
 *
 * @param step the smallest difference that one run can show; 0 for what has no steps.
 */
export function halfOverSeeds(
  { standardError, freedom, pairs, counts }: Contrast,
  step: number,
  share = 0.05,
): number {
  if (!Number.isFinite(standardError)) return Number.POSITIVE_INFINITY;
  const fewest = pairs ?? Math.min(...counts);
  const degrees = Number.isFinite(freedom) ? Math.max(1, freedom) : Math.max(1, fewest - 1);
  return errorsNeeded(share, degrees) * Math.max(standardError, step / Math.sqrt(fewest));
}

/** One image's worth; 0 where no number of images is known. */
export function stepOf({ a, b }: Images): number {
  return a || b ? 1 / Math.min(a || Number.POSITIVE_INFINITY, b || Number.POSITIVE_INFINITY) : 0;
}

/**
 * Of the same m images at least |d| m are answered rightly on one side only, so the variance of d is at least
 * |d| (1 − |d|) / m (McNemar 1947). On different images it is p (1 − p) / m of each accuracy p, and of each gain g, which
 * has its two accuracies on the same images, at least |g| (1 − |g|) / m. NaN where the images are not known.
 */
function imageError({ mean, means: [inA, inB] }: Contrast, { a, b, same }: Images): number {
  const variance = (share: number, images: number) => (Math.abs(share) * (1 - Math.abs(share))) / images;
  if (same) {
    const images = a ?? b;
    return images ? Math.sqrt(variance(mean, images)) : Number.NaN;
  }
  return a && b ? Math.sqrt(variance(inA, a) + variance(inB, b)) : Number.NaN;
}

/** Half the width of the interval of other images, at the least: all but `share` of them would be within it of no difference. */
export function halfOverImages(contrast: Contrast, images: Images, share: number): number {
  return errorsNeeded(share, Number.POSITIVE_INFINITY) * imageError(contrast, images);
}

/**
 * Half the width of the interval of the difference of two networks on the same m images, of which nothing but the two shares of right
 * answers is known. It is widest where no image is answered wrongly by both or, where both are wrong on more than half, rightly: then
 * at most min(eA + eB, 2 − eA − eB) m are answered rightly by one alone, e being shares of wrong answers, and the variance is that share
 * less the squared difference, over m (McNemar 1947). McNemar's exact test, which asks image by image, tells more.
 *
 * @param share of the chance of a false claim
 */
export function widestHalf([inA, inB]: readonly [number, number], images: number, share: number): number {
  const wrong = 2 - inA - inB;
  const apart = Math.min(wrong, 2 - wrong);
  const variance = Math.max(0, apart - (inB - inA) ** 2) / images;
  return errorsNeeded(share, Number.POSITIVE_INFINITY) * Math.sqrt(variance);
}

/**
 * Whether B − A may be claimed: beyond the chance of other seeds, and, of accuracies and gains, of other images too; where
 * those are not known nothing is claimed. `more` is B above A.
 *
 * @param images undefined for what is not a share of images.
 * @param share  of the chance of a false claim: 5 %, divided by the number of comparisons where there are several.
 */
export function verdictOfContrast(contrast: Contrast, images: Images | undefined, share = 0.05): Verdict {
  if (!Number.isFinite(contrast.standardError)) return 'one-pair';
  const beyondImages = !images || Math.abs(contrast.mean) > halfOverImages(contrast, images, share);
  if (!(beyondSeeds(contrast, images, share) && beyondImages)) return 'unclear';
  return contrast.mean > 0 ? 'more' : 'less';
}

function beyondSeeds(contrast: Contrast, images: Images | undefined, share: number): boolean {
  const half = halfOverSeeds(contrast, images ? stepOf(images) : 0, share);
  return half > 0 && Math.abs(contrast.mean) > half;
}

/** What stands against a claim that `verdictOfContrast` does not allow. */
export function doubtOfContrast(contrast: Contrast, images: Images | undefined, share = 0.05): Doubt {
  return beyondSeeds(contrast, images, share) ? 'images' : 'seeds';
}
