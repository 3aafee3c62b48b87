import { describe, expect, it } from 'vitest';
import type { EpochRecord, RunRecord } from '../../shared/records.ts';
import { bandsOf, endOf, extentOf, meanPoints, pointsPerLine, runPoints, spreadLabels } from './rows.ts';
import { absorb, emptySeries } from './series.ts';

const run = (alpha: number, number: number, accuracies: readonly number[]): RunRecord => ({
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
const { alphas } = absorb(emptySeries, runs);
const zero = alphas[0] ?? { alpha: 0, epochs: [] };

describe('what a chart draws', () => {
  it('has a row for every epoch of the window, with the means that exist', () => {
    expect(zero && meanPoints(zero, 'validation', 'accuracy', 1, 4)).toEqual([
      { epoch: 1, value: 0.4 },
      { epoch: 2, value: 0.6 },
      { epoch: 3, value: 0.9 },
    ]);
    expect(alphas[1] && meanPoints(alphas[1], 'validation', 'accuracy', 1, 4)[0]).toEqual({
      epoch: 1,
      value: 0.3,
    });
  });

  it('keeps a long line within its points and its ends', () => {
    const long = absorb(emptySeries, [
      run(
        0,
        1,
        Array.from({ length: 1000 }, (_, i) => Math.sin(i)),
      ),
    ]);
    const [only] = long.alphas;
    const drawn = only ? meanPoints(only, 'validation', 'accuracy', 1, 1000) : [];
    expect(drawn.length).toBeLessThanOrEqual(pointsPerLine);
    expect(drawn[0]?.epoch).toBe(1);
    expect(drawn.at(-1)?.epoch).toBe(1000);
  });

  it('has a band only where there is a spread', () => {
    const bands = bandsOf(zero, 'validation', 'accuracy', 1, 3);
    expect(bands).toHaveLength(1);
    expect(bands[0]?.map((point) => point.epoch)).toEqual([1, 2]);
    expect(bands[0]?.[0]?.low).toBeCloseTo(0.117157, 6);
    expect(bands[0]?.[1]?.high).toBeCloseTo(0.741421, 6);
  });

  it('knows its extent with bands and with every run', () => {
    expect(extentOf(alphas, 'validation', 'accuracy', 1, 2, false)?.low).toBeCloseTo(0.117157, 6);
    expect(extentOf(alphas, 'validation', 'accuracy', 2, 2, true)).toEqual({
      low: expect.closeTo(0.458579, 6),
      high: expect.closeTo(0.741421, 6),
    });
    expect(extentOf(alphas, 'validation', 'accuracy', 5, 9, true)).toBeUndefined();
  });

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
