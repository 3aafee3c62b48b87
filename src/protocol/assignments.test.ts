import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../spec/experiment.ts';
import { experimentOf } from '../spec/link.ts';
import { pointsOf } from '../spec/point.ts';
import { assignmentsOf, plannedEpochs, plannedRuns } from './assignments.ts';

describe('the runs of an experiment', () => {
  it('are run 1 of every point, then run 2 of every point, with one seed each', () => {
    const experiment = { ...defaultExperiment, alphas: [0.5, 1], runs: 2, seed: 2 ** 32 - 1 };
    expect(assignmentsOf(experiment)).toEqual([
      { id: 'alpha=0.5#1', point: { alpha: 0.5 }, run: 1, seed: 2 ** 32 - 1 },
      { id: 'alpha=1#1', point: { alpha: 1 }, run: 1, seed: 2 ** 32 - 1 },
      { id: 'alpha=0.5#2', point: { alpha: 0.5 }, run: 2, seed: 0 },
      { id: 'alpha=1#2', point: { alpha: 1 }, run: 2, seed: 0 },
    ]);
    expect(plannedRuns(experiment)).toBe(4);
  });

  it('are at every combination of the axes’ values, the last axis changing fastest', () => {
    const axes = [
      { path: 'alpha', values: [0, 1] },
      { path: 'prune.keep', values: [0.9, 0.5] },
    ];
    expect(pointsOf(axes)).toEqual([
      { alpha: 0, 'prune.keep': 0.9 },
      { alpha: 0, 'prune.keep': 0.5 },
      { alpha: 1, 'prune.keep': 0.9 },
      { alpha: 1, 'prune.keep': 0.5 },
    ]);
  });

  it('have as many epochs as their stages together, of the longest of the points', () => {
    const { experiment } = experimentOf(
      '?alphas=1&epochs=30&recipe=distil~epochs:4,prune,distil&vary=distil.2.epochs:1,3',
    );
    expect(plannedEpochs(experiment)).toBe(7);
    expect(plannedEpochs(experiment, [{ alpha: 1, 'distil.2.epochs': 1 }])).toBe(5);
    expect(plannedEpochs({ ...experiment, vary: [] })).toBe(34);
  });
});
