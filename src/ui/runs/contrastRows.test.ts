import { describe, expect, it } from 'vitest';
import { alphaOf, plainRun } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { contrastRows } from './contrastRows.ts';
import { gainOfEnds } from './gainOfEnds.ts';
import { outcomeOf } from './outcome.ts';

const run = (alpha: number, number: number, accuracy: number, seed = number): RunRecord => {
  const measures = { loss: 1, terms: { hard: 1, soft: 1 }, accuracy, difference: 2 * accuracy };
  const record = { epoch: 1, learningRate: 0.1, train: measures, validation: measures, seconds: 1 };
  return plainRun({ alpha, run: number, seed, status: 'finished', history: [record] });
};

describe('contrastRows', () => {
  const a = [run(0.5, 1, 0.6), run(1, 1, 0.5), run(0.5, 2, 0.7), run(1, 2, 0.5)];
  const b = [run(0.5, 1, 0.7), run(1, 1, 0.5), run(0.5, 2, 0.9), run(1, 2, 0.6), run(0, 1, 0.4)];

  it('has accuracy, gain and difference of each alpha in both', () => {
    const rows = contrastRows(a, b, true);
    expect(rows.map(alphaOf)).toEqual([0, 0.5, 1]);
    const [only, half, alone] = rows;
    expect(only).toMatchObject({ a: undefined, accuracy: undefined, gain: undefined });
    expect(half?.a?.accuracy.mean).toBeCloseTo(0.65, 12);
    // Gains .1 and .2 in A, .2 and .3 in B.
    expect(half?.a?.gain?.mean).toBeCloseTo(0.15, 12);
    expect(half?.gain?.mean).toBeCloseTo(0.1, 12);
    expect(half?.gain?.standardError).toBeCloseTo(0, 12);
    // Pairs +.1 and +.2: mean .15, std .0707, over √2 .05.
    expect(half?.accuracy?.mean).toBeCloseTo(0.15, 12);
    expect(half?.accuracy?.standardError).toBeCloseTo(0.05, 12);
    expect(half?.difference?.mean).toBeCloseTo(0.3, 12);
    expect(alone?.gain).toBeUndefined();
  });

  it('leaves out runs that did not finish', () => {
    const stopped = a.map((one) => (alphaOf(one) === 1 ? { ...one, status: 'stopped' as const } : one));
    expect(contrastRows(stopped, stopped, false).map(alphaOf)).toEqual([0.5]);
  });
});

describe('outcomeOf', () => {
  const sweep = (accuracies: readonly number[]) => accuracies.map((accuracy, i) => run(0.5, i + 1, accuracy));
  const of = (a: readonly number[], b: readonly number[], images: number | undefined, same = true) =>
    outcomeOf(contrastRows(sweep(a), sweep(b), same), { a: images, b: images, same });

  it('claims what is beyond the chance of seeds and of images', () => {
    // Differences .10, .12, .11, .11: mean .11, standard error .0041, t of 3 degrees 3.182.
    const verdict = (images: number | undefined, same?: boolean) => {
      const found = of([0.6, 0.61, 0.62, 0.6], [0.7, 0.73, 0.73, 0.71], images, same);
      return found.kind === 'difference' && found.verdict;
    };
    expect(verdict(600)).toBe('more');
    // 1.96 √(.11 · .89 / 30) = .112.
    expect(verdict(30)).toBe('unclear');
    // On different images: 1.96 √(.24 / 100 + .20 / 100) = .13.
    expect(verdict(100)).toBe('more');
    expect(verdict(100, false)).toBe('unclear');
    expect(verdict(undefined, false)).toBe('unclear');
    expect(verdict(undefined)).toBe('unclear');
  });

  it('claims nothing of one pair, of no difference, or of nothing in common', () => {
    expect(of([0.5], [0.9], 600)).toMatchObject({ verdict: 'one-pair' });
    expect(of([0.5, 0.5], [0.5, 0.5], 600)).toMatchObject({ verdict: 'unclear' });
    const rows = contrastRows([run(0, 1, 0.5)], [run(1, 1, 0.5)], true);
    expect(outcomeOf(rows, { a: 600, b: 600, same: true })).toEqual({ kind: 'nothing' });
  });
});

describe('gainOfEnds', () => {
  it('is the headline’s gain without the curves', () => {
    const end = (alpha: number, number: number, accuracy: number) => ({
      ...{ alpha, run: number, seed: number, accuracy, epochs: 1 },
    });
    const ends = [end(0.5, 1, 0.6), end(1, 1, 0.5), end(0.5, 2, 0.7), end(1, 2, 0.5), end(0.5, 3, 0.1)];
    const gain = gainOfEnds(ends, [0, 0.5, 1]);
    expect(gain).toMatchObject({ alpha: 0.5, n: 2 });
    expect(gain?.mean).toBeCloseTo(0.15, 12);
    expect(gain?.standardError).toBeCloseTo(0.05, 12);
    expect(gainOfEnds(ends, [1])).toBeUndefined();
    expect(gainOfEnds([end(0.5, 1, 0.6)], [0.5, 1])).toBeUndefined();
  });
});
