/**
 * How far along an axis accuracy holds: every value's networks beside one reference, and the first that is below it by more
 * than chance.
 */
import {
  type Contrast,
  halfOverImages,
  halfOverSeeds,
  pairedContrast,
  type Sample,
  stepOf,
  welchContrast,
  widestHalf,
} from '../../analysis/contrast.ts';
import { type Spread, spread } from '../../analysis/spread.ts';
import { quantitiesOf } from '../../protocol/quantities.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { pointKey } from '../../protocol/runId.ts';
import { type Fall, fallValues, pointOfSide, type Side, sideOfFall } from '../../spec/lessons/lesson.ts';
import { noFall } from '../../spec/lessons/lessonChoices.ts';
import type { CostName } from '../../spec/pageView.ts';
import { arePairedSides, imagesBetween, type MeasuredBy } from './reveal.ts';

export interface FallRow {
  readonly value: number;
  readonly accuracy: Spread;
  /** Accuracy less the reference's. */
  readonly difference: number;
  /** Half the width of its interval, at 5 % over all rows; infinite where nothing can be said. */
  readonly half: number;
  readonly isBelow: boolean;
  readonly costs: Costs;
}

/** Means, in the order of the measure's costs; undefined what was not measured of every network. */
export type Costs = readonly (number | undefined)[];

export interface FallFound {
  readonly measure: Fall;
  readonly reference: Pick<FallRow, 'accuracy' | 'costs'>;
  readonly rows: readonly FallRow[];
  /** The first value that is below the reference, or `none`. */
  readonly found: number | typeof noFall;
  /** The fewest runs that any of the differences is of. */
  readonly runs: number;
  readonly pairs: boolean;
  /** Undefined where their number is not known. */
  readonly images: number | undefined;
}

/** Undefined while the reference or some value has no finished run. */
export function fallOf(measure: Fall, by: MeasuredBy): FallFound | undefined {
  const [own, other] = [by(measure.experiment), by(measure.reference.experiment)];
  if (!own || !other) return undefined;
  const values = fallValues(own.experiment, measure);
  const reference = networksAt(other.runs, measure.reference, measure.reference.stage);
  const all = values.map((value) => ({ value, networks: networksAt(own.runs, sideOfFall(measure, value)) }));
  if (reference.length === 0 || all.some(({ networks }) => networks.length === 0)) return undefined;
  const pairs = values.every((value) =>
    arePairedSides({ a: sideOfFall(measure, value), b: measure.reference }, by),
  );
  const images = imagesBetween(other, own);
  const share = 0.05 / values.length;
  const rows = all.flatMap(({ value, networks }): FallRow[] => {
    const contrast = (pairs ? pairedContrast : welchContrast)(reference, networks);
    if (!contrast) return [];
    const half = halfOf(contrast, images, share);
    return [
      {
        ...{ value, half, difference: contrast.mean, isBelow: contrast.mean < -half },
        ...meansOf(networks, measure),
      },
    ];
  });
  if (rows.length < values.length) return undefined;
  return {
    ...{ measure, rows, pairs, images: images.same ? (images.a ?? images.b) : undefined },
    reference: meansOf(reference, measure),
    found: rows.find(({ isBelow }) => isBelow)?.value ?? noFall,
    runs: Math.min(reference.length, ...all.map(({ networks }) => networks.length)),
  };
}

/** Beyond other seeds and other images; of one network each, beyond other images alone, however they are wrong. */
function halfOf(contrast: Contrast, images: ReturnType<typeof imagesBetween>, share: number): number {
  const count = images.same ? (images.a ?? images.b) : undefined;
  if (Math.min(...contrast.counts) === 1) {
    return count ? widestHalf(contrast.means, count, share) : Number.POSITIVE_INFINITY;
  }
  const overImages = halfOverImages(contrast, images, share);
  return Number.isNaN(overImages)
    ? Number.POSITIVE_INFINITY
    : Math.max(halfOverSeeds(contrast, stepOf(images), share), overImages);
}

interface Network extends Sample {
  readonly quantities: Quantities;
}

/** @param stage from 0; the last of each run where there is none */
function networksAt(runs: readonly RunRecord[], side: Side, stage?: number): readonly Network[] {
  const key = pointKey(pointOfSide(side));
  return runs.flatMap(({ point, run, seed, status, stages }) => {
    const record = stage === undefined ? stages.at(-1) : stages[stage];
    if (status !== 'finished' || pointKey(point) !== key || !record) return [];
    const quantities = quantitiesOf(record);
    const { accuracy } = quantities;
    return accuracy === undefined ? [] : [{ run, seed, value: accuracy, quantities }];
  });
}

function meansOf(networks: readonly Network[], { costs }: Fall): Pick<FallRow, 'accuracy' | 'costs'> {
  const mean = (cost: CostName) => {
    const found = spread(networks.map(({ quantities }) => quantities[cost] ?? Number.NaN)).mean;
    return Number.isNaN(found) ? undefined : found;
  };
  return { accuracy: spread(networks.map(({ value }) => value)), costs: costs.map(mean) };
}
