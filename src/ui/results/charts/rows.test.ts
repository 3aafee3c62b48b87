import { describe, expect, it } from 'vitest';
import { plainRun } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { pointKey } from '../../../protocol/runId.ts';
import { pointOf } from '../../../spec/point.ts';
import { endOf, runPoints, spreadLabels } from './rows.ts';
import { absorb, emptySeries } from './series.ts';

const run = (alpha: number, number: number, accuracies: readonly number[]): RunRecord =>
  plainRun({
    alpha,
    run: number,
    seed: number,
    status: 'running',
    history: accuracies.map((accuracy, i): EpochRecord => {
      const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
      return { epoch: i + 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
    }),
  });

// Epoch 1: .2 and .6, mean .4, std √.08 = .282843. Epoch 2: .5 and .7, mean .6, std √.02 = .141421. Epoch 3: one run.
const runs = [run(0, 1, [0.2, 0.5, 0.9]), run(0, 2, [0.6, 0.7]), run(1, 1, [0.3])];
const { points } = absorb(emptySeries, runs);
const zero = points[0] ?? { key: pointKey(pointOf(0)), point: pointOf(0), epochs: [] };

describe('what a chart draws', () => {
  it('finds where a line ends', () => {
    expect(endOf(zero, 'validation', 'accuracy', 1, 9)).toMatchObject({ epoch: 3, moments: { mean: 0.9 } });
    expect(endOf(zero, 'validation', 'accuracy', 4, 9)).toBeUndefined();
  });

  it('cuts a run to the window', () => {
    expect(runPoints(run(0, 1, [0.1, 0.2, 0.3]), 'train', 'accuracy', 2, 3, 100)).toEqual([
      { epoch: 2, value: 0.2 },
      { epoch: 3, value: 0.3 },
    ]);
  });
});

describe('spreadLabels', () => {
  it('leaves labels that do not touch, and parts those that do, in order and within bounds', () => {
    expect(spreadLabels([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90]);
    expect(spreadLabels([50, 48], 12, 0, 100)).toEqual([60, 48]);
    expect(spreadLabels([98, 99, 100], 10, 0, 100)).toEqual([80, 90, 100]);
    expect(spreadLabels([5, 5, 5], 100, 0, 100)).toEqual([0, 50, 100]);
  });
});
