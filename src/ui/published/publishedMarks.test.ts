import { beforeAll, describe, expect, it } from 'vitest';
import { recordsOf } from '../../analysis/published/publishedSweep.ts';
import { seedRuns } from '../../analysis/published/seedRuns.ts';
import { alphaAt } from '../../spec/point.ts';
import { alphaDash } from '../alphaStyle.ts';
import { firstView, type View } from '../results/view.ts';
import { openEnglish } from '../text/englishForTests.ts';
import { publishedDash, publishedMarks, seriesOf } from './publishedMarks.ts';
import { ourRows, shortAlphas } from './publishedRows.ts';

beforeAll(openEnglish);

const series = seriesOf(seedRuns);
const marks = (curve: 'loss' | 'accuracy' | 'difference', change: Partial<View> = {}, epochs = 25) =>
  publishedMarks(series, curve, { ...firstView, ...change }, epochs);

describe('published curves', () => {
  it('are the means over complete runs, one line for each alpha', () => {
    const { lines, extent } = marks('difference');
    expect(lines.map(({ point, points }) => [alphaAt(point), points.length])).toEqual([
      [0, 25],
      [0.5, 25],
      [1, 25],
    ]);
    const ends = lines.map(({ points }) => points.at(-1)?.value ?? Number.NaN);
    expect(ends[0]).toBeCloseTo(0.878, 3);
    expect(ends[2]).toBeCloseTo(1.213, 3);
    // Of alpha 0.5 the first epoch too is of three runs: 1.58110, 1.77002 and 1.55514.
    expect(lines[1]?.points[0]?.value).toBeCloseTo(1.63542, 4);
    for (const { value } of lines.flatMap(({ points }) => points)) {
      expect(value).toBeGreaterThanOrEqual(extent?.low ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(extent?.high ?? Number.NaN);
    }
  });

  it('follow the window, the axis and the epochs of the chart', () => {
    const zoomed = marks('loss', { zoomed: true }).lines[0]?.points ?? [];
    expect([zoomed[0]?.epoch, zoomed.at(-1)?.epoch]).toEqual([11, 25]);
    expect(marks('loss', {}, 10).lines[0]?.points.at(-1)?.epoch).toBe(10);
    // A logarithmic axis draws accuracies as errors.
    expect(marks('accuracy', { log: true }).lines[0]?.points.at(-1)?.value).toBeCloseTo(1 - 0.954248, 5);
  });

  it('are not drawn of what was not published', () => {
    for (const missing of [marks('loss', { term: 'hard' }), marks('accuracy', { side: 'train' })]) {
      expect(missing).toEqual({ lines: [], extent: undefined });
    }
  });

  it('have dashes that no line of ours has', () => {
    const theirs = seedRuns.alphas.map(publishedDash);
    expect(new Set(theirs).size).toBe(theirs.length);
    for (let i = 0; i <= 20; i++) expect(theirs).not.toContain(alphaDash(i / 20));
    expect(theirs).not.toContain('none');
  });
});

describe('the rows beside the published ones', () => {
  it('count runs, or epochs of runs, that each mean is of', () => {
    const runs = recordsOf(seedRuns);
    expect(ourRows(runs, 'final')).toEqual(seedRuns.final);
    expect(ourRows(runs, 'pooled').map(({ n }) => n)).toEqual([100, 75, 100]);
    expect(ourRows([], 'final')).toEqual([]);
  });

  it('say which alpha has a run that was cut short', () => {
    expect(shortAlphas(seedRuns)).toEqual([{ alpha: 0.5, complete: 3, saved: 4 }]);
  });
});
