import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePoints, type Point, pointOf, type Scalar } from '../spec/point.ts';
import {
  alphaRunId,
  parsePointKey,
  parseRunId,
  pointKey,
  runIdOf,
  runNameOf,
  runStem,
  stageStem,
} from './runId.ts';

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.string(),
  // What reads like something else.
  fc.constantFrom('0.5', 'true', '', "'", "'0.5", 'a=b&c#2%', '1e3', '-0', 'NaN'),
);
const path = fc.oneof(fc.string(), fc.constantFrom('alpha', 'prune.keep', 'a=b', '#', '&', '__proto__'));
const point: fc.Arbitrary<Point> = fc
  .uniqueArray(fc.tuple(path, scalar), { selector: ([name]) => name, maxLength: 5 })
  .map((axes) => Object.fromEntries(axes));
const run = fc.integer({ min: 1, max: 2 ** 40 });

describe('the name of a run', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(point, run, (at, number) => {
        const id = runIdOf(at, number);
        expect(parseRunId(id)).toEqual({ id, point: at, run: number });
        expect(parsePointKey(pointKey(at))).toEqual(at);
      }),
    );
  });

  it('is the same however the axes stand, and another for every other point or run', () => {
    fc.assert(
      fc.property(point, point, run, run, (a, b, i, k) => {
        const turned = Object.fromEntries(Object.entries(a).reverse());
        expect(runIdOf(turned, i)).toBe(runIdOf(a, i));
        const same = comparePoints(a, b) === 0 && Object.keys(a).length === Object.keys(b).length && i === k;
        if (runIdOf(a, i) === runIdOf(b, k)) expect(same).toBe(true);
      }),
    );
  });

  it('can be read by a person', () => {
    expect(alphaRunId(0.5, 2)).toBe('alpha=0.5#2');
    expect(runIdOf({ 'prune.keep': 0.25, alpha: 1 }, 12)).toBe('alpha=1&prune.keep=0.25#12');
    expect(pointKey({ alpha: -0 })).toBe(pointKey({ alpha: 0 }));
  });

  it('is refused where it is not canonical', () => {
    const wrong = ['', 'alpha=0.5', 'alpha=0.5#0', 'alpha=0.5#01', 'alpha=0.50#1', 'b=1&a=1#1', 'a=1&a=1#1'];
    for (const text of wrong) expect(parseRunId(text), text).toBeUndefined();
    for (const text of ['%', 'a=%', 'a', 'a=b=c', '&', 'a=1&'])
      expect(parsePointKey(text), text).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseRunId(text);
        if (read) expect(runIdOf(read.point, read.run)).toBe(text);
      }),
    );
  });

  it('is not given to what is no place and no run', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => pointKey({ alpha: value })).toThrow(RangeError);
    }
    for (const number of [0, -1, 1.5, Number.NaN]) expect(() => alphaRunId(0, number)).toThrow(RangeError);
  });

  it('names files as ever where alpha alone varies, and safely where more does', () => {
    expect(runStem(runNameOf(pointOf(0.5), 2))).toBe('alpha-0.5-run-2');
    const recipe = [{ kind: 'distil' }, { kind: 'prune' }];
    expect([0, 1, 2].map((stage) => stageStem(recipe, stage))).toEqual(['', '-stage-2-prune', '']);
    expect(stageStem([{ kind: 'prune' }], 0)).toBe('-stage-1-prune');
    expect(runStem({ point: { alpha: 0, 'prune.keep': 0.25, by: '../a' }, run: 1 })).toBe(
      'alpha-0-by-.._a-prune.keep-0.25-run-1',
    );
  });
});
