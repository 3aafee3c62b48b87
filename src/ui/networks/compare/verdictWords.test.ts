import { describe, expect, it } from 'vitest';
import type { QuantityContrast } from '../../../analysis/networks/compareNumbers.ts';
import { quantities } from '../../../protocol/quantities.ts';
import { comparingEn } from '../../text/en/networks/comparing.ts';
import { verdictWords } from './useVerdictWords.ts';

const { verdictText } = verdictWords(comparingEn.verdict, (name) => String(quantities[name].label));

function said(
  name: QuantityContrast['name'],
  verdict: QuantityContrast['verdict'],
  [inA, inB]: readonly [number, number],
  more: Partial<QuantityContrast> & { readonly error?: number; readonly pairs?: number } = {},
) {
  const { error = Number.NaN, pairs, ...rest } = more;
  const contrast = {
    ...{ mean: inB - inA, standardError: error, freedom: Number.NaN, pairs },
    ...({ counts: [4, 4], means: [inA, inB] } as const),
  };
  const found = {
    name,
    contrast,
    pairing: pairs ? 'runs' : 'none',
    ratio: inB / inA,
    verdict,
    doubt: undefined,
  } as const;
  return verdictText({ ...found, ...rest }, 'A', 'B').replaceAll('\u202f', ' ');
}

describe('verdicts in words', () => {
  it('say who is more often right, by how much and of how many pairs', () => {
    expect(said('accuracy', 'less', [0.9, 0.869], { error: 0.006, pairs: 4 })).toBe(
      'A is right 3.1 ± 0.6 points more often than B (4 pairs).',
    );
    expect(said('accuracy', 'more', [0.8, 0.9], { error: 0.01 })).toBe(
      'B is right 10.0 ± 1.0 points more often than A (4 and 4 runs, not paired).',
    );
  });

  it('say what cannot be told apart, and by which chance', () => {
    const close = { error: 0.02, pairs: 3 };
    expect(said('accuracy', 'unclear', [0.8, 0.81], { ...close, doubt: 'images' })).toBe(
      'A and B cannot be told apart: 1.0 ± 2.0 points (3 pairs) is within the chance of other images.',
    );
    expect(said('accuracy', 'unclear', [0.8, 0.9], { ...close, doubt: 'unknown-images' })).toMatch(
      /Open their images/,
    );
    expect(said('accuracy', 'one-pair', [0.8, 0.9])).toMatch(/10\.0 points apart, with one run on a side/);
    expect(said('accuracy', 'other-images', [0.8, 0.9])).toMatch(/cannot be compared/);
  });

  it('say what part of what is counted one has', () => {
    expect(said('bytes', 'counted', [400, 100])).toBe('B has a quarter of the bytes of A.');
    expect(said('multiplyAdds', 'counted', [29, 100])).toBe('A has 29 % of the multiply-adds of B.');
    expect(said('parameters', 'counted', [5, 5])).toBe('A and B have the same parameters.');
    expect(said('sparsity', 'counted', [0, 0.9])).toBe('B has 90.0 points more weights at zero than A.');
    expect(said('milliseconds', 'more', [1, 1.5], { error: 0.05, pairs: 4 })).toBe(
      'Time per image: B is 0.500 ± 0.050 ms above A (4 pairs).',
    );
  });

  it('of one run each speak of these two networks alone', () => {
    const contrast = { mean: 0.1, standardError: Number.NaN, freedom: Number.NaN, pairs: 1 };
    const found = {
      name: 'accuracy',
      pairing: 'runs',
      ratio: 1,
      verdict: 'one-pair',
      doubt: undefined,
    } as const;
    const counts = { counts: [1, 1], means: [0.5, 0.6] } as const;
    const images = { first: 10, second: 1, images: 20, chance: 0.0117 };
    expect(
      verdictText({ ...found, contrast: { ...contrast, ...counts } }, 'A', 'B', images).replaceAll(
        '\u202f',
        ' ',
      ),
    ).toBe(
      'Image by image, these two networks differ: only A is right on 10, only B on 1 (McNemar’s exact test, p = 0.012). Of other seeds that says nothing.',
    );
    // Six pairs of four networks: 6 · 0.0117 = 0.0702.
    expect(
      verdictText({ ...found, contrast: { ...contrast, ...counts } }, 'A', 'B', images, 6).replaceAll(
        '\u202f',
        ' ',
      ),
    ).toBe(
      'Image by image, these two networks cannot be told apart: only A is right on 10, only B on 1 (McNemar’s exact test, p = 0.070 corrected for 6 pairs). Of other seeds that says nothing.',
    );
  });
});
