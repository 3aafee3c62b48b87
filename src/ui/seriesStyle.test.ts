import { beforeAll, describe, expect, it } from 'vitest';
import { pointsOf } from '../spec/point.ts';
import { alphaStyle } from './alphaStyle.ts';
import { columnKey, seriesLabel, seriesStyle } from './seriesStyle.ts';
import { openEnglish } from './text/englishForTests.ts';

beforeAll(openEnglish);

describe('the look of a series', () => {
  it('is alpha’s own where nothing else varies', () => {
    for (const alpha of [0, 0.25, 0.5, 1]) {
      const axes = [{ path: 'alpha', values: [0, 0.25, 0.5, 1] }];
      expect(seriesStyle({ alpha }, axes)).toEqual({ ...alphaStyle(alpha), marker: undefined });
      expect(columnKey({ alpha })).toBe(String(alpha));
    }
  });

  it('tells every point of two axes beside alpha apart without colour', () => {
    const others = [
      { path: 'prune.keep', values: [0.9, 0.7, 0.5] },
      { path: 'quantise.bits', values: [8, 4] },
    ];
    const axes = [{ path: 'alpha', values: [1] }, ...others];
    const styles = pointsOf(axes).map((point) => seriesStyle(point, axes));
    expect(new Set(styles.map(({ dash, marker }) => `${dash} ${marker}`)).size).toBe(6);
    expect(new Set(styles.map(({ colour }) => colour)).size).toBe(3);
    expect(new Set(styles.map(({ label }) => label)).size).toBe(6);
  });

  it('keeps alpha’s colours where alpha varies too', () => {
    const axes = [
      { path: 'alpha', values: [0.5, 1] },
      { path: 'prune.keep', values: [0.9, 0.5] },
    ];
    const styles = pointsOf(axes).map((point) => seriesStyle(point, axes));
    expect(styles.map(({ colour }) => colour)).toEqual(
      [0.5, 0.5, 1, 1].map((alpha) => alphaStyle(alpha).colour),
    );
    expect(styles[0]?.dash).not.toBe(styles[1]?.dash);
    expect(seriesLabel({ alpha: 0.5, 'prune.keep': 0.9 })).toBe('α 0.5 · prune.keep 0.9');
  });
});
