import { describe, expect, it } from 'vitest';
import type { EpochRecord, RunRecord } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { pointOf } from '../../spec/point.ts';
import { fellowsAt, fellowsText } from './fellows.ts';

const measures = (accuracy: number) => ({ loss: 1, terms: {}, accuracy, difference: 0 });
const epoch = (number: number, accuracy: number, fellows?: readonly number[]): EpochRecord => ({
  ...{ epoch: number, learningRate: 0.1, seconds: 0, train: measures(0), validation: measures(accuracy) },
  ...(fellows ? { fellows } : {}),
});
const run = (alpha: number, number: number, history: readonly EpochRecord[]): RunRecord => ({
  ...{ ...runNameOf(pointOf(alpha), number), seed: 0, status: 'finished' },
  stages: [{ kind: 'distil', level: 0, history, measures: {} }],
});

describe('fellow students', () => {
  it('are summed up at each point, by their last epoch', () => {
    const runs = [
      run(0.5, 1, [epoch(1, 0.1, [0.1, 0.1]), epoch(2, 0.6, [0.5, 0.7])]),
      run(0.5, 2, [epoch(1, 0.4, [0.5, 0.3])]),
      run(1, 1, [epoch(1, 0.4)]),
    ];
    const [at, ...others] = fellowsAt(runs);
    expect(others).toEqual([]);
    expect(at?.students).toMatchObject({ mean: 0.5, n: 2 });
    expect(at?.fellows.n).toBe(4);
    expect(at?.fellows.mean).toBeCloseTo(0.5, 9);
    expect(fellowsText(runs)).toBe(
      'Fellow students at alpha=0.5: 50.0 % of 4, where the students themselves have 50.0 % of 2.\n',
    );
    expect(fellowsText(runs.slice(2))).toBe('');
  });
});
