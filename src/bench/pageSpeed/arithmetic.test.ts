import { describe, expect, it } from 'vitest';
import {
  clickSeconds,
  frameFigures,
  layoutShift,
  responseTimes,
  weightsBy,
  whatMoved,
} from './arithmetic.ts';

describe('frames', () => {
  it('at 60 a second are none late', () => {
    const begins = Array.from({ length: 121 }, (_, i) => (i * 1000) / 60);
    const figures = frameFigures(begins);
    expect(figures.frames).toBe(120);
    expect(figures.perSecond).toBeCloseTo(60, 9);
    expect(figures.median).toBeCloseTo(16.667, 3);
    expect(figures.percentile95).toBeCloseTo(16.667, 3);
    expect([figures.late, figures.veryLate]).toEqual([0, 0]);
  });

  it('that come a millisecond late are not missed, those that skip one are', () => {
    // Five intervals: 17.7, 16, 33.4, 50, 16.
    const figures = frameFigures([0, 17.7, 33.7, 67.1, 117.1, 133.1]);
    expect(figures.late).toBeCloseTo(2 / 5, 12);
    expect(figures.veryLate).toBeCloseTo(1 / 5, 12);
    expect(figures.worst).toBeCloseTo(50, 9);
    expect(figures.perSecond).toBeCloseTo(5000 / 133.1, 9);
  });
});

describe('the layout shift', () => {
  const shift = (at: number, value: number, expected = false, moved: string[] = []) => ({
    ...{ at, value, expected, moved },
  });

  it('is that of the worst window, which a second of rest ends', () => {
    expect(layoutShift([shift(0, 0.1), shift(900, 0.2), shift(2000, 0.25)])).toBeCloseTo(0.3, 12);
  });

  it('counts no window beyond five seconds', () => {
    const every900 = Array.from({ length: 8 }, (_, i) => shift(900 * i, 0.01));
    // 0, 900, … 4500: six shifts; the seventh begins the next window.
    expect(layoutShift(every900)).toBeCloseTo(0.06, 12);
  });

  it('leaves out what a click explains', () => {
    const shifts = [
      shift(0, 0.5, true, ['a']),
      shift(10, 0.01, false, ['b', 'c']),
      shift(20, 0.01, false, ['c']),
    ];
    expect(layoutShift(shifts)).toBeCloseTo(0.02, 12);
    expect(whatMoved(shifts)).toEqual(['c', 'b']);
  });

  it.each([1, 2.5, 10, 20])('is seen whole for half of %f seconds or more', (seconds) => {
    // https://wicg.github.io/layout-instability: input excuses the 500 ms that follow it.
    const clicks = clickSeconds(seconds);
    expect(clicks.length).toBeGreaterThan(0);
    expect(Math.min(...clicks)).toBeGreaterThanOrEqual(seconds / 2);
    expect(Math.max(...clicks)).toBe(Math.ceil(seconds));
  });
});

it('weights are of what had come by the moment', () => {
  const resource = (name: string, until: number) => ({
    name,
    type: 'script',
    until,
    transferred: 10,
    bytes: 30,
  });
  const resources = [
    resource('/', 5),
    resource('/assets/a.js', 20),
    resource('/assets/b.js', 40),
    resource('/c.js', 0),
  ];
  expect(weightsBy(resources, 20)).toEqual({ requests: 2, transferred: 20, script: 30 });
});

it('an answer is the longest entry between a press and the next', () => {
  const entry = (at: number, milliseconds: number) => ({ at, milliseconds });
  const entries = [entry(100, 24), entry(140, 40), entry(1100.5, 16)];
  expect(responseTimes([100, 1101, 2000], entries)).toEqual([40, 16, 0]);
});
