import { describe, expect, it } from 'vitest';
import { pointOf } from '../spec/point.ts';
import {
  begunRun,
  byPoint,
  historyOf,
  plainRun,
  withEpoch,
  withStageEnded,
  withStageStarted,
} from './record.ts';
import type { EpochRecord } from './records.ts';
import { runNameOf } from './runId.ts';

const measures = { loss: 1, terms: {}, accuracy: 0.5, difference: 0 };
const epoch = (number: number): EpochRecord => ({
  ...{ epoch: number, learningRate: 0.1, seconds: 1 },
  ...{ train: measures, validation: measures },
});
const begun = begunRun({ ...runNameOf(pointOf(0.5), 1), seed: 3 });

describe('the record of a run', () => {
  it('of one stage has that stage’s epochs, as they are', () => {
    const history = [epoch(1), epoch(2)];
    const run = plainRun({ alpha: 0.5, run: 1, seed: 3, status: 'finished', history });
    expect(historyOf(run)).toBe(history);
    expect(historyOf(begun)).toEqual([]);
  });

  it('numbers its epochs on from stage to stage, with the same records at every reading', () => {
    let run = begun;
    run = withStageStarted(run, 0, { kind: 'distil', level: 0 });
    for (const number of [1, 2, 3]) run = withEpoch(run, 0, epoch(number));
    run = withStageEnded(run, 0, { kind: 'distil', level: 0, measures: { parameters: 100 } });
    run = withStageStarted(run, 1, { kind: 'prune', level: 0 });
    run = withStageEnded(run, 1, {
      ...{ kind: 'prune', level: 0, measures: { parameters: 60 } },
      ...{ asked: { keep: 0.5 }, reached: { keep: 0.6 } },
    });
    run = withStageStarted(run, 2, { kind: 'distil', level: 0 });
    for (const number of [1, 2]) run = withEpoch(run, 2, epoch(number));
    expect(historyOf(run).map((record) => record.epoch)).toEqual([1, 2, 3, 4, 5]);
    const again = historyOf(withEpoch(run, 2, epoch(3)));
    historyOf(run).forEach((record, i) => {
      expect(again[i]).toBe(record);
    });
    expect(run.stages.map(({ kind, history }) => [kind, history.length])).toEqual([
      ['distil', 3],
      ['prune', 0],
      ['distil', 2],
    ]);
    expect(run.stages[1]).toMatchObject({ asked: { keep: 0.5 }, reached: { keep: 0.6 } });
  });

  it('begins a `distil` by itself, a stage anew without what came after it, and none out of turn', () => {
    const one = withEpoch(begun, 0, epoch(1));
    expect(one.stages).toEqual([{ kind: 'distil', level: 0, history: [epoch(1)], measures: {} }]);
    const two = withStageStarted(one, 1, { kind: 'prune', level: 1 });
    expect(withStageStarted(two, 0, { kind: 'distil', level: 0 }).stages).toHaveLength(1);
    expect(withEpoch(one, 2, epoch(1))).toBe(one);
  });

  it('stands with those of its point, points ascending', () => {
    const runs = [
      ...[1, 0.5].map((alpha) => begunRun({ ...runNameOf({ alpha, 'prune.keep': 0.5 }, 1), seed: 0 })),
      begunRun({ ...runNameOf({ 'prune.keep': 0.25, alpha: 1 }, 1), seed: 0 }),
      begunRun({ ...runNameOf({ 'prune.keep': 0.5, alpha: 1 }, 2), seed: 1 }),
    ];
    expect(byPoint(runs).map(({ key, runs: mine }) => [key, mine.map(({ run }) => run)])).toEqual([
      ['alpha=0.5&prune.keep=0.5', [1]],
      ['alpha=1&prune.keep=0.25', [1]],
      ['alpha=1&prune.keep=0.5', [1, 2]],
    ]);
  });
});
