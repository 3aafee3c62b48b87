import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../spec/experiment.ts';
import type { Compare } from '../../spec/lessons/lesson.ts';
import { sampleRun } from '../../state/lab/sampleReports.ts';
import type { Measured } from './reveal.ts';
import { waitingFor } from './waiting.ts';

const name = { en: 'a', es: 'a', zh: 'a' };
const side = (experiment: string) => ({ experiment, alpha: 0, name });
const measure: Compare = {
  ...{ kind: 'compare', quantity: 'accuracy', a: side('x'), b: side('y'), margin: 0 },
};
/** Two alphas of two runs each, of which so many are finished. */
const of = (finished: number, failed = 0): Measured => ({
  experiment: { ...defaultExperiment, alphas: [0, 1], runs: 2 },
  runs: Array.from({ length: finished }, (_, i) => sampleRun(i % 2, 1 + Math.floor(i / 2), 1)),
  failed,
});
const waiting = (x: Measured, y: Measured) =>
  waitingFor(measure, (experiment) => ({ x, y })[experiment as 'x' | 'y']);

describe('an answer', () => {
  it('waits for every planned run of both sides, whether anything is being trained or not', () => {
    expect(waiting(of(4), of(4))).toBeUndefined();
    expect(waiting(of(3), of(4))).toEqual({ experiment: 'x', done: 3, total: 4 });
    expect(waiting(of(4), of(2))).toEqual({ experiment: 'y', done: 2, total: 4 });
    expect(waiting(of(4), of(0))).toEqual({ experiment: 'y', done: 0, total: 4 });
  });

  it('counts every point of what is varied', () => {
    const x = of(4);
    const vary = [{ path: 'temperature', values: [1, 4] }];
    expect(waiting({ ...x, experiment: { ...x.experiment, vary } }, of(4))).toMatchObject({ total: 8 });
  });

  it('does not wait for a run that failed', () => {
    expect(waiting(of(3, 1), of(4))).toBeUndefined();
    expect(waiting(of(2, 1), of(4))).toMatchObject({ done: 3 });
  });
});
