/**
 * A sweep's results small enough for a link: validation curves, the final figures of every run, and what they were
 * measured on.
 *
 * What is kept and what is rounded: the figures of a run's last epoch, from which the table is made, are whole (an accuracy
 * as its count of images, everything else with seven digits). Epochs before it are rounded to 1/126 of the range that
 * the quantity takes over the sweep, at most a pixel off in a chart; accuracies are counts there too as long as
 * there are few images. Training curves, learning rates and times are left out. Differences from epoch to epoch are written
 * instead of values, because they repeat, and what repeats deflates well.
 */

import { BrokenBytes, type ByteReader, type ByteWriter, byteReader, byteWriter } from '../lang/byteText.ts';
import { words } from '../lang/sentence.ts';
import { type BackendName, backendChoices } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import { alphaAt, axesOf, comparePoints, pointsOf } from '../spec/point.ts';
import { plannedEpochs } from './assignments.ts';
import { isPlain, quantities } from './quantities.ts';
import { type EpochQuantity, epochQuantityNames } from './quantityNames.ts';
import { historyOf, isMeasured } from './record.ts';
import type { EpochRecord, Measures, RunRecord, StageRecord } from './records.ts';
import { pointKey, runNameOf } from './runId.ts';
import { hasUncalibrated, readStages, type StageHead, writeStages } from './sharedStages.ts';

/**
 * Raised when the bytes change their meaning; it stands before them in the link. 1: one distillation of each run of a sweep of
 * alphas, and still what such results are written as. 2: any point, and the stages of each run.
 * 3: also what was measured of a stage before recalibration; written only where there is some.
 */
export const resultsVersion = 3;
const stagesVersion = 2;
const plainVersion = 1;
/** Each run costs its final figures; a link of more would be refused by the programs it is sent with. */
export const mostSharedRuns = 300;
/** Points of one quantity over all runs; sweeps with more share every second epoch, or third, … */
const mostPoints = 1500;
const levels = 126;
/** Up to as many validation images, an accuracy is shared as the count that it is. */
const mostCounted = 4096;

export interface SharedResults {
  /** Training measures are NaN: they are not shared. */
  readonly runs: readonly RunRecord[];
  readonly backend: BackendName | undefined;
  readonly validationImages: number | undefined;
  readonly teacherAccuracy: number | undefined;
  /** Wall-clock of the sweep. */
  readonly seconds: number | undefined;
  /** The curves hold every `stride`-th epoch and the last. */
  readonly stride: number;
}

/** What was measured here holds every epoch; what came with a link is passed on with its stride. */
export type ResultsToShare = Omit<SharedResults, 'stride'> & Partial<Pick<SharedResults, 'stride'>>;

/** What the bytes lean on; `settings` are one text for one experiment. */
export interface SharedFrame {
  readonly experiment: Experiment;
  readonly settings: string;
}

export interface PackedResults {
  readonly version: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The loss follows from its terms. */
const curveQuantities = epochQuantityNames.filter((name) => name !== 'loss');
type CurveQuantity = Exclude<EpochQuantity, 'loss'>;
const statuses = ['finished', 'stopped', 'failed'] as const;

/** What can be shared of `runs`: those that were measured, in the order of points and runs. */
export function shareable(runs: readonly RunRecord[]): readonly RunRecord[] {
  return runs.filter(isMeasured).sort((a, b) => comparePoints(a.point, b.point) || a.run - b.run);
}

/** The results as bytes (not deflated yet); undefined where there are none, or more runs than a link can hold. */
export function packResults(results: ResultsToShare, frame: SharedFrame): PackedResults | undefined {
  const runs = shareable(results.runs);
  if (runs.length === 0 || runs.length > mostSharedRuns) return undefined;
  const stride = Math.max(results.stride ?? 1, strideOf(runs));
  const images = results.validationImages;
  const counted =
    images !== undefined && images <= mostCounted && runs.every((run) => isCounted(run, images));
  const version = versionFor(runs);
  const keys = pointsOf(axesOf(frame.experiment)).map(pointKey);
  const out = byteWriter();
  out.whole(fingerprint(frame.settings));
  out.whole(backendChoices.indexOf(results.backend ?? 'auto'));
  out.whole(images ?? 0);
  out.real(results.teacherAccuracy ?? Number.NaN);
  out.real(results.seconds ?? Number.NaN);
  out.whole(stride);
  out.whole(counted ? 1 : 0);
  out.whole(runs.length);
  for (const record of runs) {
    const { point, run, seed, status, stages } = record;
    out.whole(keys.indexOf(pointKey(point)));
    out.whole(run);
    out.whole(seed);
    out.whole(Math.max(0, statuses.indexOf(status === 'running' ? 'stopped' : status)));
    if (version === plainVersion) out.whole(lastEpoch(record));
    else writeStages(out, stages, version > stagesVersion);
  }
  const curves = runs.map(({ stages }) =>
    stages.flatMap(({ history }) => {
      const records = new Map(history.map((record) => [record.epoch, record]));
      return keptEpochs(history.at(-1)?.epoch ?? 0, stride).map((epoch) => records.get(epoch));
    }),
  );
  const ends = runs.map(({ stages }) =>
    endsOf(
      stages.map(({ history }) => history.at(-1)?.epoch ?? 0),
      stride,
    ),
  );
  for (const quantity of curveQuantities) {
    const values = curves.map((curve) =>
      curve.map((record) => (record ? measured(record, quantity) : Number.NaN)),
    );
    if (quantity === 'accuracy' && counted) writeCurves(out, values, 0, images ?? 1, 1);
    else {
      const known = values.flat().filter(Number.isFinite);
      const low = Math.min(...known, Number.POSITIVE_INFINITY);
      const span = known.length > 0 ? Math.max(...known) - low : 0;
      out.real(known.length > 0 ? low : 0);
      out.real(span);
      writeCurves(out, values, low, levels, span);
      values.forEach((curve, i) => {
        for (const at of ends[i] ?? []) out.real(curve[at] ?? Number.NaN);
      });
    }
  }
  return { version, bytes: out.bytes() };
}

/**
 * @param version from 1 to `resultsVersion`
 * @throws BrokenBytes where they are not results of this experiment
 */
export function unpackResults(
  { version, bytes }: { readonly version: number; readonly bytes: Uint8Array },
  frame: SharedFrame,
): SharedResults {
  const { experiment } = frame;
  const points = pointsOf(axesOf(experiment));
  const longest = plannedEpochs(experiment);
  const from = byteReader(bytes);
  if (from.whole(0, 2 ** 32 - 1) !== fingerprint(frame.settings)) {
    throw new BrokenBytes(words`results of the settings in the same link; these belong to other settings`);
  }
  const backend = backendChoices[from.whole(0, backendChoices.length - 1)];
  const images = from.whole(0, 1e7);
  const teacherAccuracy = known(from.real(), 0, 1);
  const seconds = known(from.real(), 0, 1e9);
  const stride = from.whole(1, Math.max(1, longest));
  const counted = from.whole(0, 1) === 1;
  if (counted && images === 0) throw new BrokenBytes(words`a number of validation images`);
  const count = from.whole(1, Math.min(mostSharedRuns, points.length * experiment.runs));
  const heads = Array.from({ length: count }, () => ({
    ...runNameOf(points[from.whole(0, points.length - 1)] ?? {}, from.whole(1, experiment.runs)),
    seed: from.whole(0, 2 ** 32 - 1),
    status: statuses[from.whole(0, statuses.length - 1)] ?? 'stopped',
    stages:
      version === plainVersion
        ? [plainStage(from.whole(1, longest))]
        : readStages(from, longest, version > stagesVersion),
  }));
  if (new Set(heads.map(({ id }) => id)).size < count) throw new BrokenBytes(words`each run once`);
  const epochs = heads.map(({ stages }) => stages.map((stage) => stage.epochs));
  const kept = epochs.map((all) => all.map((one) => keptEpochs(one, stride)));
  const ends = epochs.map((all) => endsOf(all, stride));
  const lengths = kept.map((all) => all.flat().length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > mostPoints + 2 * Math.max(mostSharedRuns, epochs.flat().length))
    throw new BrokenBytes(words`at most ${mostPoints} points of a curve`);
  const read = (quantity: CurveQuantity) => {
    if (quantity === 'accuracy' && counted) return readCurves(from, lengths, 0, images, 1);
    const low = from.real();
    const curves = readCurves(from, lengths, low, levels, from.real());
    curves.forEach((curve, i) => {
      for (const at of ends[i] ?? []) curve[at] = from.real();
    });
    return curves;
  };
  const [hard, soft, accuracy, difference] = curveQuantities.map(read);
  from.end();
  const runs = heads.map((head, i): RunRecord => {
    let k = 0;
    const stages = head.stages.map(({ epochs: _, ...stage }, s): StageRecord => {
      const history = (kept[i]?.[s] ?? []).map((epoch) => {
        const at = k++;
        return epochRecord(alphaAt(head.point), epoch, {
          hard: hard?.[i]?.[at] ?? Number.NaN,
          soft: soft?.[i]?.[at] ?? Number.NaN,
          accuracy: known(accuracy?.[i]?.[at], 0, 1) ?? Number.NaN,
          difference: known(difference?.[i]?.[at], 0, Number.MAX_VALUE) ?? Number.NaN,
        });
      });
      return { ...stage, history };
    });
    return { ...head, stages };
  });
  return {
    runs,
    backend: backend === 'auto' ? undefined : backend,
    validationImages: images || undefined,
    teacherAccuracy,
    seconds,
    stride,
  };
}

function versionFor(runs: readonly RunRecord[]): number {
  if (runs.every(isPlain)) return plainVersion;
  return runs.some(({ stages }) => hasUncalibrated(stages)) ? resultsVersion : stagesVersion;
}

const plainStage = (epochs: number): StageHead => ({ kind: 'distil', level: 0, measures: {}, epochs });

/** Where in a run's curve, of all its stages, the last kept epoch of each stage stands. */
function endsOf(epochs: readonly number[], stride: number): readonly number[] {
  let length = 0;
  return epochs.flatMap((one) => {
    const kept = keptEpochs(one, stride).length;
    length += kept;
    return kept > 0 ? [length - 1] : [];
  });
}

function lastEpoch(run: RunRecord): number {
  return historyOf(run).at(-1)?.epoch ?? 0;
}

/** Epochs 1, 1 + stride, …, and the last one, of one stage. */
function keptEpochs(epochs: number, stride: number): readonly number[] {
  if (epochs === 0) return [];
  const kept = Array.from({ length: Math.ceil(epochs / stride) }, (_, i) => 1 + i * stride);
  return kept.at(-1) === epochs ? kept : [...kept, epochs];
}

/** Every how many-th epoch of these runs fits into a link. */
export function strideOf(runs: readonly RunRecord[]): number {
  const lengths = runs.map(lastEpoch);
  const points = (stride: number) => lengths.reduce((sum, length) => sum + Math.ceil(length / stride), 0);
  const longest = Math.max(...lengths);
  let stride = 1;
  while (stride < longest && points(stride) > mostPoints) stride++;
  return stride;
}

const measured = ({ validation }: EpochRecord, quantity: CurveQuantity): number =>
  quantities[quantity].of?.(validation) ?? Number.NaN;

function isCounted(run: RunRecord, images: number): boolean {
  return historyOf(run).every(({ validation }) => {
    const right = validation.accuracy * images;
    return Math.abs(right - Math.round(right)) < 1e-3;
  });
}

/** Level 0 is "not measured"; levels 1 … steps + 1 go from `low` to `low + span`. */
function writeCurves(
  out: ByteWriter,
  curves: readonly (readonly number[])[],
  low: number,
  steps: number,
  span: number,
) {
  for (const curve of curves) {
    let before = 0;
    for (const value of curve) {
      const share = span > 0 ? (value - low) / span : 0;
      const level = Number.isFinite(value) ? 1 + Math.round(share * steps) : 0;
      out.signed(level - before);
      before = level;
    }
  }
}

function readCurves(from: ByteReader, lengths: readonly number[], low: number, steps: number, span: number) {
  return lengths.map((length) => {
    let level = 0;
    return Array.from({ length }, () => {
      level += from.signed();
      if (level < 0 || level > steps + 1) throw new BrokenBytes(words`curves that stay in their range`);
      return level === 0 ? Number.NaN : low + (span * (level - 1)) / steps;
    });
  });
}

function epochRecord(
  alpha: number,
  epoch: number,
  { hard, soft, accuracy, difference }: Readonly<Record<CurveQuantity, number>>,
): EpochRecord {
  // 0 · NaN is NaN: a term without weight must not take the loss with it.
  const loss = (alpha > 0 ? alpha * hard : 0) + (alpha < 1 ? (1 - alpha) * soft : 0);
  const validation: Measures = { loss, terms: { hard, soft }, accuracy, difference };
  return { epoch, learningRate: Number.NaN, train: unmeasured, validation, seconds: Number.NaN };
}

const unmeasured: Measures = { loss: Number.NaN, terms: {}, accuracy: Number.NaN, difference: Number.NaN };

/** A number in its range, but for what rounding to seven digits adds; undefined for NaN. */
function known(value: number | undefined, least: number, most: number): number | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  if (value < least - 1e-6 || value > most + 1e-6)
    throw new BrokenBytes(words`figures from ${least} to ${most}`);
  return Math.min(most, Math.max(least, value));
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): tells results whose link was edited from those that belong to it. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
