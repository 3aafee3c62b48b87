import { describe, expect, it } from 'vitest';
import { plainRun } from '../../../protocol/record.ts';
import type { RunRecord, RunStatus } from '../../../protocol/records.ts';
import { headlineOf, namedAlpha } from './headline.ts';

const run = (alpha: number, number: number, accuracy: number, status: RunStatus = 'finished'): RunRecord => {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 1 };
  const record = { epoch: 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
  return plainRun({ alpha, run: number, seed: number, status, history: [record] });
};
const experiment = { alphas: [0, 0.5, 1], runs: 4, vary: [] };
const pairs = (gains: readonly number[]) =>
  gains.flatMap((gain, i) => [run(1, i + 1, 0.8), run(0.5, i + 1, 0.8 + gain)]);

describe('namedAlpha', () => {
  it('is the one below 1 that is nearest 0.5, of two the smaller', () => {
    expect(namedAlpha([0, 0.5, 1])).toBe(0.5);
    expect(namedAlpha([1, 0.7, 0.3, 0])).toBe(0.3);
    expect(namedAlpha([0, 1])).toBe(0);
    expect(namedAlpha([1])).toBeUndefined();
  });
});

describe('headlineOf', () => {
  it('gives the paired gain with its standard error', () => {
    // Gains .03 .05 .04 .06: mean .045, std .0129099, standard error .00645497.
    const headline = headlineOf(experiment, pairs([0.03, 0.05, 0.04, 0.06]), false, 600);
    expect(headline).toMatchObject({ kind: 'gain', alpha: 0.5, planned: 4, verdict: 'more', others: true });
    if (headline.kind !== 'gain') return;
    expect(headline.gain.mean).toBeCloseTo(0.045, 10);
    expect(headline.gain.standardError).toBeCloseTo(0.00645497, 8);
    expect(headline.gain.n).toBe(4);
  });

  it('counts complete pairs while running', () => {
    const runs = [...pairs([0.03, 0.05]), run(1, 3, 0.9), run(0.5, 3, 0.2, 'running')];
    const headline = headlineOf(experiment, runs, true, 600);
    expect(headline).toMatchObject({ kind: 'gain', running: true });
    expect(headline.kind === 'gain' && headline.gain.n).toBe(2);
  });

  it('claims nothing of results whose number of images is not known', () => {
    // 2 or 3 of 600 images in four pairs: t is 8.7, but 1.96 √(.0042 · .9958 / 600) is .0052.
    const runs = pairs([2 / 600, 3 / 600, 2 / 600, 3 / 600]);
    expect(headlineOf(experiment, runs, false, undefined)).toMatchObject({ verdict: 'unclear' });
    expect(headlineOf(experiment, runs, false, 600)).toMatchObject({ verdict: 'unclear' });
  });

  it('says what is missing', () => {
    expect(headlineOf(experiment, [], false, 600)).toEqual({ kind: 'empty', students: 12 });
    expect(headlineOf(experiment, [], true, 600)).toMatchObject({ kind: 'first-pair', planned: 4 });
    expect(headlineOf(experiment, [run(1, 1, 0.8)], false, 600)).toMatchObject({ kind: 'no-pair' });
    expect(headlineOf({ alphas: [0.5], runs: 4, vary: [] }, [run(0.5, 1, 0.8)], false, 600)).toMatchObject({
      kind: 'no-baseline',
      accuracy: { mean: 0.8, n: 1 },
    });
    expect(headlineOf({ alphas: [1], runs: 4, vary: [] }, [run(1, 1, 0.8)], false, 600)).toMatchObject({
      kind: 'only-alone',
    });
  });
});
