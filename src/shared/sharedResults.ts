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

import { BrokenBytes, type ByteReader, type ByteWriter, byteReader, byteWriter } from './byteText.ts';
import { type BackendName, backendChoices } from './choices.ts';
import type { Experiment } from './experiment.ts';
import type { EpochRecord, Measures, RunRecord } from './records.ts';
import { comparePoints } from './runs/point.ts';
import { alphaOf, historyOf, plainRun } from './runs/record.ts';
import { words } from './sentence.ts';

/** Raised when the bytes change their meaning; it stands before them in the link. */
export const resultsVersion = 1;
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

/** What of the experiment the bytes lean on; its `settings` are one text for one experiment. */
export interface SharedFrame extends Pick<Experiment, 'alphas' | 'runs' | 'epochs'> {
  readonly settings: string;
}

const quantities = ['hard', 'soft', 'accuracy', 'difference'] as const;
type Quantity = (typeof quantities)[number];
const statuses = ['finished', 'stopped', 'failed'] as const;

/** What can be shared of `runs`: those that were measured, in the order of alphas and runs. */
export function shareable(runs: readonly RunRecord[]): readonly RunRecord[] {
  return runs
    .filter((run) => historyOf(run).length > 0)
    .sort((a, b) => comparePoints(a.point, b.point) || a.run - b.run);
}

/** The results as bytes (not deflated yet); undefined where there are none, or more runs than a link can hold. */
export function packResults(
  results: ResultsToShare,
  frame: SharedFrame,
): Uint8Array<ArrayBuffer> | undefined {
  const runs = shareable(results.runs);
  if (runs.length === 0 || runs.length > mostSharedRuns) return undefined;
  const stride = Math.max(results.stride ?? 1, strideOf(runs));
  const images = results.validationImages;
  const counted =
    images !== undefined && images <= mostCounted && runs.every((run) => isCounted(run, images));
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
    const { run, seed, status } = record;
    out.whole(frame.alphas.indexOf(alphaOf(record)));
    out.whole(run);
    out.whole(seed);
    out.whole(Math.max(0, statuses.indexOf(status === 'running' ? 'stopped' : status)));
    out.whole(lastEpoch(record));
  }
  const curves = runs.map((run) => {
    const records = new Map(historyOf(run).map((record) => [record.epoch, record]));
    return keptEpochs(lastEpoch(run), stride).map((epoch) => records.get(epoch));
  });
  for (const quantity of quantities) {
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
      for (const curve of values) out.real(curve.at(-1) ?? Number.NaN);
    }
  }
  return out.bytes();
}

/** @throws BrokenBytes where they are not results of this experiment. */
export function unpackResults(bytes: Uint8Array, frame: SharedFrame): SharedResults {
  const from = byteReader(bytes);
  if (from.whole(0, 2 ** 32 - 1) !== fingerprint(frame.settings)) {
    throw new BrokenBytes(words`results of the settings in the same link; these belong to other settings`);
  }
  const backend = backendChoices[from.whole(0, backendChoices.length - 1)];
  const images = from.whole(0, 1e7);
  const teacherAccuracy = known(from.real(), 0, 1);
  const seconds = known(from.real(), 0, 1e9);
  const stride = from.whole(1, frame.epochs);
  const counted = from.whole(0, 1) === 1;
  if (counted && images === 0) throw new BrokenBytes(words`a number of validation images`);
  const count = from.whole(1, Math.min(mostSharedRuns, frame.alphas.length * frame.runs));
  const heads = Array.from({ length: count }, () => ({
    alpha: frame.alphas[from.whole(0, frame.alphas.length - 1)] ?? Number.NaN,
    run: from.whole(1, frame.runs),
    seed: from.whole(0, 2 ** 32 - 1),
    status: statuses[from.whole(0, statuses.length - 1)] ?? 'stopped',
    epochs: from.whole(1, frame.epochs),
  }));
  if (new Set(heads.map(({ alpha, run }) => `${alpha} ${run}`)).size < count)
    throw new BrokenBytes(words`each run once`);
  const lengths = heads.map(({ epochs }) => keptEpochs(epochs, stride).length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > mostPoints + 2 * mostSharedRuns)
    throw new BrokenBytes(words`at most ${mostPoints} points of a curve`);
  const read = (quantity: Quantity) => {
    if (quantity === 'accuracy' && counted) return readCurves(from, lengths, 0, images, 1);
    const low = from.real();
    const curves = readCurves(from, lengths, low, levels, from.real());
    return curves.map((curve) => [...curve.slice(0, -1), from.real()]);
  };
  const [hard, soft, accuracy, difference] = quantities.map(read);
  from.end();
  const runs = heads.map(({ epochs, ...head }, i): RunRecord => {
    const history = keptEpochs(epochs, stride).map((epoch, k) =>
      epochRecord(head.alpha, epoch, {
        hard: hard?.[i]?.[k] ?? Number.NaN,
        soft: soft?.[i]?.[k] ?? Number.NaN,
        accuracy: known(accuracy?.[i]?.[k], 0, 1) ?? Number.NaN,
        difference: known(difference?.[i]?.[k], 0, Number.MAX_VALUE) ?? Number.NaN,
      }),
    );
    return plainRun({ ...head, history });
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

function lastEpoch(run: RunRecord): number {
  return historyOf(run).at(-1)?.epoch ?? 0;
}

/** Epochs 1, 1 + stride, …, and the last one. */
function keptEpochs(epochs: number, stride: number): readonly number[] {
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

function measured({ validation }: EpochRecord, quantity: Quantity): number {
  const { terms, accuracy, difference } = validation;
  if (quantity === 'accuracy') return accuracy;
  return quantity === 'difference' ? difference : (terms[quantity] ?? Number.NaN);
}

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
  { hard, soft, accuracy, difference }: Readonly<Record<Quantity, number>>,
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
