import { describe, expect, it } from 'vitest';
import type { RunRecord, StageRecord } from '../protocol/records.ts';
import { runNameOf } from '../protocol/runId.ts';
import { pointOf } from '../spec/point.ts';
import { stageEffects } from './stageEffects.ts';
import { tableOf } from './statistics.ts';

const stage = (kind: string, accuracy: number, hard: number): StageRecord => ({
  ...{ kind, level: 0, history: [] },
  measures: { loss: 1, accuracy, difference: 0.5, hard },
});
const run = (number: number, accuracies: readonly number[], alpha = 0.5): RunRecord => ({
  ...{ ...runNameOf(pointOf(alpha), number), seed: number, status: 'finished' },
  stages: ['distil', 'prune', 'distil', 'quantise']
    .map((kind, i) => stage(kind, accuracies[i] ?? Number.NaN, number))
    .slice(0, accuracies.length),
});

// Prune: −.03 −.05 −.04 −.06, mean −.045, deviation .0129099, standard error .00645497. Then .02 .04 .03 .05: mean .035,
// the same error. Then .01 −.01 .01 −.01: mean 0.
const runs = [
  run(1, [0.8, 0.77, 0.79, 0.8]),
  run(2, [0.8, 0.75, 0.79, 0.78]),
  run(3, [0.8, 0.76, 0.79, 0.8]),
  run(4, [0.8, 0.74, 0.79, 0.78]),
];

describe('what stages did to accuracy', () => {
  it('is paired run by run, with its standard error, and claimed only beyond chance', () => {
    const [prune, distil, quantise, ...more] = stageEffects(runs, undefined, 5000);
    expect(more).toEqual([]);
    expect(prune).toMatchObject({ stage: 1, kind: 'prune', verdict: 'less', givesBack: false });
    expect(prune?.gain.mean).toBeCloseTo(-0.045, 10);
    expect(prune?.gain.standardError).toBeCloseTo(0.00645497, 8);
    expect(prune?.gain.n).toBe(4);
    expect(distil).toMatchObject({ stage: 2, kind: 'distil', verdict: 'more', givesBack: true });
    expect(distil?.gain.mean).toBeCloseTo(0.035, 10);
    expect(quantise).toMatchObject({ stage: 3, verdict: 'unclear', givesBack: false });
    expect(quantise?.gain.mean).toBeCloseTo(0, 10);
  });

  it('is of the first stage where the accuracy of what it starts from is known', () => {
    const [first] = stageEffects(runs, 0.7, 5000);
    expect(first).toMatchObject({ stage: 0, kind: 'distil', verdict: 'more', givesBack: false });
    expect(first?.gain.mean).toBeCloseTo(0.1, 10);
  });

  it('claims nothing of one run, of few images, or of an unknown number of them', () => {
    const verdicts = (of: readonly RunRecord[], images: number | undefined) =>
      stageEffects(of, undefined, images).map(({ verdict }) => verdict);
    expect(verdicts(runs.slice(0, 1), 5000)).toEqual(['one-pair', 'one-pair', 'one-pair']);
    // 1.96 √(.045 · .955 / 60) is .052, more than .045.
    expect(verdicts(runs, 60)[0]).toBe('unclear');
    expect(verdicts(runs, undefined)).toEqual(['unclear', 'unclear', 'unclear']);
  });

  it('counts a network that several runs share once', () => {
    const cut = stage('prune', 0.4, 2);
    const shared = [1, 2].map((number) => ({
      ...run(number, []),
      stages: [cut, stage('distil', 0.7 + 0.1 * number, number)],
    }));
    const [prune, distil] = stageEffects(shared, 0.9, 5000);
    expect(prune).toMatchObject({ verdict: 'one-pair' });
    expect(prune?.gain.n).toBe(1);
    expect(prune?.gain.mean).toBeCloseTo(-0.5, 10);
    expect(distil?.gain.n).toBe(2);
  });

  it('passes over runs that have not finished', () => {
    expect(stageEffects([], undefined, 600)).toEqual([]);
    const stopped: RunRecord = { ...run(5, [0.1, 0.9]), status: 'stopped' };
    expect(stageEffects([...runs, stopped], undefined, 5000)[0]?.gain.n).toBe(4);
  });
});

describe('the row of a point', () => {
  it('is of the networks of the last stage, though no epoch measured them', () => {
    const [row] = tableOf(runs, 'final');
    // .8 .78 .8 .78: mean .79, deviation .011547.
    expect(row?.accuracy.mean).toBeCloseTo(0.79, 10);
    expect(row?.accuracy.std).toBeCloseTo(0.011547, 6);
    expect(row?.terms.hard).toMatchObject({ mean: 2.5, n: 4 });
    expect(row?.n).toBe(4);
    expect(tableOf(runs, 'best')[0]?.accuracy.mean).toBeCloseTo(0.79, 10);
  });

  it('has its gain between those networks', () => {
    const alone = runs.map((one) => run(one.run, [0.8, 0.7, 0.72, 0.74], 1));
    // .06 .04 .06 .04.
    expect(tableOf([...runs, ...alone], 'final')[0]?.gain?.mean).toBeCloseTo(0.05, 10);
  });
});
