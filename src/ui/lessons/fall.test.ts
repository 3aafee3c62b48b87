import { describe, expect, it } from 'vitest';
import type { RunRecord, StageRecord } from '../../protocol/records.ts';
import { runNameOf } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import type { Fall } from '../../spec/lessons/lesson.ts';
import { experimentOf } from '../../spec/link.ts';
import type { Point } from '../../spec/point.ts';
import { fallOf } from './fall.ts';
import { verdictOf } from './reveal.ts';

const name = { en: 'a', es: 'a', zh: 'a' };
const stage = (kind: string, accuracy: number, bytes: number): StageRecord => ({
  ...{ kind, level: 0, history: [], measures: { accuracy, bytes } },
});
const run = (point: Point, nth: number, stages: readonly StageRecord[]): RunRecord => ({
  ...{ ...runNameOf(point, nth), seed: nth, status: 'finished', stages },
});

const pruning = (images: number): Experiment =>
  experimentOf(
    `student=teacher&alphas=0.5&runs=1&validationImages=${images}&recipe=prune&vary=prune.keep:1,0.8,0.5`,
  ).experiment;
const uncut: Fall = {
  ...{ kind: 'fall', experiment: 'x', alpha: 0.5, axis: 'prune.keep', name, as: 'share', costs: ['bytes'] },
  reference: { experiment: 'x', alpha: 0.5, at: { 'prune.keep': 1 }, name },
};
/** One network at each share kept, with so many right answers of `images`. */
const cut = (images: number, right: readonly [number, number, number]) => {
  const experiment = pruning(images);
  const runs = [1, 0.8, 0.5].map((keep, i) =>
    run({ alpha: 0.5, 'prune.keep': keep }, 1, [stage('prune', (right[i] ?? 0) / images, 1000 * keep)]),
  );
  return fallOf(uncut, () => ({ experiment, runs }));
};

describe('a fall of one network along an axis', () => {
  it('is claimed only beyond the widest interval that its images allow', () => {
    // 5 % over two values: 2.2414 errors. Of 600 images with 36 wrong answers and 54: √((90/600 − .03²)/600) · 2.2414 = 3.53 points.
    const within = cut(600, [564, 546, 400]);
    expect(within?.rows[0]).toMatchObject({ value: 0.8, isBelow: false });
    expect(within?.rows[0]?.difference).toBeCloseTo(-0.03, 12);
    expect(within?.rows[0]?.half).toBeCloseTo(0.0353, 3);
    expect(within).toMatchObject({ found: 0.5, runs: 1, images: 600 });
    // The same shares of ten times as many images: 1.12 points.
    const beyond = cut(6000, [5640, 5460, 4000]);
    expect(beyond?.rows[0]?.half).toBeCloseTo(0.0112, 3);
    expect(beyond?.found).toBe(0.8);
  });

  it('is of no image twice where both are wrong on most', () => {
    // 90 and 100 right of 600: at most 190 are answered rightly by one alone.
    expect(cut(600, [100, 90, 90])?.rows[0]?.half).toBeCloseTo(
      2.2414 * Math.sqrt((190 / 600 - 1 / 3600) / 600),
      3,
    );
  });

  it('is none where nothing falls, and costs stand beside it', () => {
    const none = cut(600, [564, 563, 560]);
    expect(none?.found).toBe('none');
    expect(none?.rows.map(({ costs }) => costs)).toEqual([[800], [500]]);
    expect(none?.reference.costs).toEqual([1000]);
    const expects = (holds: string | object) => verdictOf({ id: 'a', text: name, holds }, none?.found ?? '');
    expect(expects('none')).toBe('holds');
    expect(expects({ below: 0.6 })).toBe('fails');
  });

  it('waits for every value', () => {
    const experiment = pruning(600);
    const runs = [run({ alpha: 0.5, 'prune.keep': 1 }, 1, [stage('prune', 0.9, 1)])];
    expect(fallOf(uncut, () => ({ experiment, runs }))).toBeUndefined();
    expect(fallOf(uncut, () => undefined)).toBeUndefined();
  });
});

describe('a fall over seeds', () => {
  const { experiment } = experimentOf('alphas=0.5&runs=4&recipe=distil,quantise&vary=quantise.bits:8,4,2');
  const rounded: Fall = {
    ...{
      kind: 'fall',
      experiment: 'x',
      alpha: 0.5,
      axis: 'quantise.bits',
      name,
      as: 'number',
      costs: ['bytes'],
    },
    reference: { experiment: 'x', alpha: 0.5, at: { 'quantise.bits': 8 }, stage: 0, name },
  };
  const before = [0.66, 0.67, 0.668, 0.664];
  const after: Readonly<Record<number, readonly number[]>> = {
    8: [0.66, 0.671, 0.668, 0.663],
    4: [0.62, 0.63, 0.7, 0.6],
    2: [0.4, 0.41, 0.4, 0.4],
  };
  const runs = Object.entries(after).flatMap(([bits, all]) =>
    all.map((accuracy, i) =>
      run({ alpha: 0.5, 'quantise.bits': Number(bits) }, i + 1, [
        stage('distil', before[i] ?? 0, 100),
        stage('quantise', accuracy, 4 * Number(bits)),
      ]),
    ),
  );

  it('pairs each value with what its runs were made of, at 5 % over all values', () => {
    const found = fallOf(rounded, () => ({ experiment, runs }));
    expect(found).toMatchObject({ pairs: true, runs: 4, found: 2 });
    expect(found?.rows.map(({ value }) => value)).toEqual([8, 4, 2]);
    expect(found?.rows[1]?.difference).toBeCloseTo(-0.028, 12);
    // Differences −.04, −.04, .032, −.064: s = .0415; t of 3 degrees of freedom at 1 − .05/3, two-sided, is 4.857.
    expect(found?.rows[1]?.half).toBeCloseTo((4.857 * 0.0415) / 2, 3);
    expect(found?.rows[0]?.isBelow).toBe(false);
    expect(found?.reference.costs).toEqual([100]);
  });
});
