import { beforeAll, describe, expect, it } from 'vitest';
import { alphaOf, plainRun } from '../../../protocol/record.ts';
import type { EpochRecord, Gradients, RunRecord, StageRecord } from '../../../protocol/records.ts';
import { pointKey, runNameOf } from '../../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { pointOf } from '../../../spec/point.ts';
import { stageAlphas } from '../../../spec/recipe/points.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { openEnglish } from '../../text/englishForTests.ts';
import {
  degreesOf,
  extentOf,
  firstRuns,
  type LedgerLine,
  type LedgerView,
  lastEpoch,
  linesOf,
  rowsOf,
  valueAt,
} from './lines.ts';
import { readingOf } from './reading.ts';

beforeAll(openEnglish);

function epoch(number: number, gradients?: Gradients): EpochRecord {
  const measures = (hard: number, soft: number) => ({
    ...{ loss: 1, terms: { hard, soft }, accuracy: 0.5, difference: 1 },
  });
  const record = { epoch: number, learningRate: 0.1, train: measures(8, 4), validation: measures(2, 1) };
  return { ...record, seconds: 1, ...(gradients ? { gradients } : {}) };
}

const runOf = (alpha: number, run: number, history: readonly EpochRecord[]): RunRecord =>
  plainRun({
    ...{ alpha, run, seed: 1, status: 'finished', history },
  });

const gradients: Gradients = { hard: 3, soft: 5, cosine: -0.5 };
const runs = [
  runOf(1, 1, [epoch(1, gradients)]),
  runOf(0.25, 2, [epoch(1)]),
  runOf(0.25, 1, [epoch(1), epoch(2, gradients)]),
  runOf(0, 1, []),
];
const keyOf = (alpha: number) => pointKey(pointOf(alpha));
const view: LedgerView = { student: keyOf(0.25), side: 'validation', term: 'soft' };

const valuesOf = (lines: readonly LedgerLine[]) =>
  Object.fromEntries(lines.map(({ id, points }) => [id, points.map(({ value }) => value)]));

describe('the ledger’s lines', () => {
  it('are of run 1 of every alpha that has begun, in ascending order', () => {
    expect(firstRuns(runs).map((one) => [alphaOf(one), one.run])).toEqual([
      [0.25, 1],
      [1, 1],
    ]);
  });

  it('are one student’s terms, and what alpha leaves of each', () => {
    const first = firstRuns(runs);
    expect(valuesOf(linesOf('terms', first, view))).toEqual({
      hard: [2, 2],
      hardShare: [0.5, 0.5],
      soft: [1, 1],
      softShare: [0.75, 0.75],
    });
    expect(valuesOf(linesOf('terms', first, { ...view, side: 'train' })).hard).toEqual([8, 8]);
    const norms = linesOf('norms', first, view);
    expect(valuesOf(norms)).toEqual({ hard: [3], hardShare: [0.75], soft: [5], softShare: [3.75] });
    expect(norms[0]?.points[0]?.epoch).toBe(2);
  });

  it('weigh each epoch by the alpha of its stage, where that has one of its own', () => {
    const read = readRecipe('distil; prune keep=0.5; distil alpha=0.75');
    if ('fault' in read) throw new Error('no recipe');
    const experiment: Experiment = {
      ...{ ...defaultExperiment, recipe: read.recipe, alphas: [0.25] },
      vary: [{ path: 'distil.2.alpha', values: [0.75, 1] }],
    };
    const stage = (kind: StageRecord['kind'], ...history: EpochRecord[]): StageRecord => ({
      ...{ kind, level: 0, history, measures: {} },
    });
    const run: RunRecord = {
      ...{ ...runOf(0.25, 1, []), ...runNameOf({ alpha: 0.25, 'distil.2.alpha': 1 }, 1) },
      stages: [
        stage('distil', epoch(1, gradients), epoch(2, gradients)),
        stage('prune'),
        stage('distil', epoch(1, gradients)),
      ],
    };
    const alphas = ({ point }: RunRecord) => stageAlphas(experiment, point);
    const own = { ...view, student: pointKey(run.point) };
    expect(valuesOf(linesOf('terms', [run], own, [], alphas))).toEqual({
      hard: [2, 2, 2],
      hardShare: [0.5, 0.5, 2],
      soft: [1, 1, 1],
      softShare: [0.75, 0.75, 0],
    });
    expect(readingOf(run, alphas)).toMatchObject({ alpha: 1, weighed: undefined });
    expect(readingOf(run)?.alpha).toBe(0.25);
  });

  it('are one term of all students where these are compared', () => {
    const lines = linesOf('norms', firstRuns(runs), { ...view, student: undefined });
    expect(valuesOf(lines)).toEqual({ 'alpha 0.25': [5], 'alpha 1': [5] });
    expect(new Set(lines.map(({ dash }) => dash)).size).toBe(2);
  });

  it('are of the students of one place on all axes of a sweep, by their names', () => {
    const at = (keep: number): RunRecord => ({
      ...runOf(0.5, 1, [epoch(1, gradients)]),
      ...runNameOf({ alpha: 0.5, 'prune.keep': keep }, 1),
    });
    const several = firstRuns([at(0.9), at(0.5)]);
    const axes = [
      { path: 'alpha', values: [0.5] },
      { path: 'prune.keep', values: [0.9, 0.5] },
    ];
    const all = linesOf('norms', several, { ...view, student: undefined }, axes);
    expect(all.map(({ id }) => id)).toEqual(['alpha 0.5 · prune.keep 0.5', 'alpha 0.5 · prune.keep 0.9']);
    expect(new Set(all.map(({ colour, dash }) => colour + dash)).size).toBe(2);
    const one = linesOf('norms', several, { ...view, student: pointKey({ alpha: 0.5, 'prune.keep': 0.5 }) });
    expect(one.map(({ id }) => id)).toEqual(['hard', 'hardShare', 'soft', 'softShare']);
    expect(several.map((run) => readingOf(run)?.name)).toEqual([
      '0.5 · prune.keep 0.5',
      '0.5 · prune.keep 0.9',
    ]);
  });

  it('say an angle in degrees: cos 120° is −½', () => {
    expect(degreesOf(gradients)).toBeCloseTo(120, 10);
    expect(degreesOf({ ...gradients, cosine: 1 })).toBe(0);
    expect(degreesOf({ ...gradients, cosine: -1 })).toBe(180);
    const [line] = linesOf('angle', firstRuns(runs), view);
    expect(line?.points[0]?.value).toBeCloseTo(120, 10);
  });
});

describe('a line at an epoch', () => {
  it('has the value that was measured then, and none in a gap', () => {
    const history = [1, 2, 3, 4, 5, 6, 7].map((one) =>
      epoch(one, one % 2 === 1 ? { hard: one, soft: 1, cosine: 0 } : undefined),
    );
    const [hard] = linesOf('norms', [runOf(0.5, 1, history)], { ...view, student: keyOf(0.5) });
    if (!hard) throw new Error('There is no line.');
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((one) => valueAt(hard, one));
    expect(all).toEqual([undefined, 1, undefined, 3, undefined, 5, undefined, 7, undefined]);
    expect(lastEpoch([hard])).toBe(7);
    expect(lastEpoch([])).toBe(0);
  });
});

describe('what a chart draws of them', () => {
  it('leaves out what a logarithmic axis has no place for', () => {
    const lines = linesOf('norms', firstRuns(runs), { ...view, student: keyOf(1) });
    expect(rowsOf(lines, true)).toEqual([{ epoch: 1, hard: 3, hardShare: 3, soft: 5 }]);
    expect(rowsOf(lines, false)[0]?.softShare).toBe(0);
    expect(extentOf(lines, true)).toEqual({ low: 3, high: 5 });
    expect(extentOf(lines, false)?.low).toBe(0);
    expect(extentOf([], false)).toBeUndefined();
  });

  it('stays drawable over a thousand epochs and keeps a spike', () => {
    const history = Array.from({ length: 1000 }, (_, i) =>
      epoch(i + 1, { hard: i === 617 ? 50 : 1, soft: 1, cosine: 0 }),
    );
    const rows = rowsOf(linesOf('norms', [runOf(0.5, 1, history)], { ...view, student: keyOf(0.5) }), true);
    expect(rows.length).toBeLessThanOrEqual(500);
    expect(rows.find((row) => row.hard === 50)?.epoch).toBe(618);
    expect(rows.at(-1)?.epoch).toBe(1000);
  });
});
