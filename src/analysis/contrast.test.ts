import { describe, expect, it } from 'vitest';
import { plainRun } from '../protocol/record.ts';
import type { RunRecord } from '../protocol/records.ts';
import { pointOf } from '../spec/point.ts';
import {
  type Contrast,
  gainSamples,
  halfOverSeeds,
  type Images,
  pairedContrast,
  type Sample,
  samplesOf,
  verdictOfContrast,
  welchContrast,
} from './contrast.ts';

const samples = (values: readonly number[], seed = 0): readonly Sample[] =>
  values.map((value, i) => ({ run: i + 1, seed: seed + i, value }));

describe('welchContrast', () => {
  it('is Student’s sleep data as R’s t.test gives it', () => {
    // t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, means 0.75 and 2.33.
    const first = samples([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = samples([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const contrast = welchContrast(first, second);
    expect(contrast?.mean).toBeCloseTo(1.58, 10);
    expect((contrast?.mean ?? 0) / (contrast?.standardError ?? 1)).toBeCloseTo(1.8608, 4);
    expect(contrast?.freedom).toBeCloseTo(17.776, 3);
    expect(contrast).toMatchObject({ pairs: undefined, counts: [10, 10] });
  });

  it('knows no error of a single run', () => {
    const contrast = welchContrast(samples([1]), samples([2, 3]));
    expect(contrast?.mean).toBe(1.5);
    expect(contrast?.standardError).toBeNaN();
    expect(welchContrast([], samples([1]))).toBeUndefined();
  });
});

describe('pairedContrast', () => {
  it('is the same data paired, as R’s t.test gives it', () => {
    // t.test(..., paired = TRUE): t = -4.0621, df = 9, mean difference 1.58.
    const first = samples([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = samples([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const contrast = pairedContrast(first, second);
    expect((contrast?.mean ?? 0) / (contrast?.standardError ?? 1)).toBeCloseTo(4.0621, 4);
    expect(contrast).toMatchObject({ freedom: 9, pairs: 10 });
  });

  it('takes for a pair only the same run with the same seed', () => {
    expect(pairedContrast(samples([1, 2, 3]), samples([2, 3]))).toMatchObject({ mean: 1, pairs: 2 });
    expect(pairedContrast(samples([1, 2], 0), samples([2, 3], 9))).toBeUndefined();
  });
});

describe('samplesOf and gainSamples', () => {
  const run = (alpha: number, number: number, accuracies: readonly number[], seed = number): RunRecord => {
    const history = accuracies.map((accuracy, i) => {
      const measures = { loss: 1, terms: {}, accuracy, difference: 3 };
      return { epoch: i + 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
    });
    return plainRun({ alpha, run: number, seed, status: 'finished', history });
  };

  it('are of the last epochs of finished runs', () => {
    const stopped = { ...run(0.5, 3, [0.9]), status: 'stopped' as const };
    const runs = [run(0.5, 1, [0.3, 0.6]), run(1, 1, [0.5]), run(0.5, 2, [0.7]), stopped];
    expect(samplesOf(runs, pointOf(0.5), 'accuracy').map(({ value }) => value)).toEqual([0.6, 0.7]);
    expect(samplesOf(runs, pointOf(0.5), 'difference').map(({ value }) => value)).toEqual([3, 3]);
    const gains = gainSamples(runs, pointOf(0.5));
    expect(gains.map((sample) => sample.run)).toEqual([1]);
    expect(gains[0]?.value).toBeCloseTo(0.1, 12);
  });
});

describe('verdictOfContrast', () => {
  const a = samples([0.6, 0.61, 0.62, 0.6]);
  const b = samples([0.7, 0.73, 0.73, 0.71]);
  const verdict = (contrast: Contrast | undefined, images: Images | undefined) =>
    contrast && verdictOfContrast(contrast, images);
  const on = (images: number | undefined, same = true): Images => ({ a: images, b: images, same });

  it('claims what is beyond the chance of seeds and of images', () => {
    const pairs = pairedContrast(a, b);
    expect(verdict(pairs, on(600))).toBe('more');
    expect(verdict(pairedContrast(b, a), on(600))).toBe('less');
    // 1.96 √(.11 · .89 / 30) = .112.
    expect(verdict(pairs, on(30))).toBe('unclear');
    // On different images: 1.96 √(.24 / 100 + .20 / 100) = .13.
    expect(verdict(pairs, on(100))).toBe('more');
    expect(verdict(pairs, on(100, false))).toBe('unclear');
    expect(verdict(pairs, on(undefined))).toBe('unclear');
    // Logit differences are not shares of images.
    expect(verdict(pairs, undefined)).toBe('more');
    expect(verdict(pairedContrast(samples([0.5]), samples([0.9])), on(600))).toBe('one-pair');
  });

  it('bounds gains on other images by each gain’s own chance', () => {
    // Gains of .02 and .12: 1.96 √(.0196 / 200 + .1056 / 200) = .049 on other images, 1.96 √(.09 / 200) = .042 on the same.
    const [few, many] = [samples([0.02, 0.021, 0.019]), samples([0.12, 0.121, 0.119])];
    expect(verdict(pairedContrast(few, many), on(200, false))).toBe('more');
    // On 40: .110 and .093.
    expect(verdict(pairedContrast(few, many), on(40))).toBe('more');
    expect(verdict(pairedContrast(few, many), on(40, false))).toBe('unclear');
  });

  it('takes a step for the least error, over as many runs as the smaller sample has', () => {
    // All of one value: the difference of .1 is one step of ten images, and t of 1 degree 12.706.
    const contrast = welchContrast(samples([0.5, 0.5]), samples([0.6, 0.6]));
    expect(contrast && halfOverSeeds(contrast, 0.1)).toBeCloseTo((12.706 * 0.1) / Math.SQRT2, 3);
    // Welch’s degrees of freedom, 17.776, are no number of runs: 0.1 / √10, and t of 17 degrees 2.110.
    const first = samples([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = samples([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const sleep = welchContrast(first, second);
    expect(sleep && halfOverSeeds(sleep, 10)).toBeCloseTo((2.11 * 10) / Math.sqrt(10), 2);
  });
});
