import { describe, expect, it } from 'vitest';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { scatterPlan } from './scatterPlan.ts';

function group(key: string, bytes: number, accuracy: number | undefined, std = Number.NaN): NetworkGroup {
  const spreadOf = (mean: number) => ({ mean, std, n: 2 });
  return {
    key,
    quantities: {
      bytes: spreadOf(bytes),
      ...(accuracy === undefined ? {} : { accuracy: spreadOf(accuracy) }),
    },
  } as unknown as NetworkGroup;
}
const plan = (groups: readonly NetworkGroup[], width = 47, unfinished: readonly string[] = []) =>
  scatterPlan(groups, 'bytes', width, new Set(unfinished), 0.95, undefined);

describe('the scatter', () => {
  const groups = [group('small', 100, 0.6, 0.05), group('large', 10_000, 0.9), group('beaten', 5000, 0.5)];

  it('places costs on a logarithmic axis and accuracies upwards, all within its frame', () => {
    const { dots, frame, front } = plan(groups);
    const [small, large, beaten] = dots;
    expect([small?.onFront, large?.onFront, beaten?.onFront]).toEqual([true, true, false]);
    expect(front).toHaveLength(2);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThan(frame.left);
      expect(x).toBeLessThan(frame.right);
      expect(y).toBeGreaterThan(frame.top);
      expect(y).toBeLessThan(frame.bottom);
    }
    // 100, 1000 and 10 000 are as far apart.
    const [middle] = plan([...groups, group('middle', 1000, 0.7)]).dots.slice(-1);
    expect(middle?.x).toBeCloseTo(((small?.x ?? 0) + (large?.x ?? 0)) / 2, 9);
    expect(large?.y ?? 0).toBeLessThan(small?.y ?? 0);
  });

  it('leaves out what was not measured, and has nothing on the front that is still trained', () => {
    const { dots } = plan([...groups, group('unknown', 50, undefined)], 47, ['large']);
    expect(dots.map(({ key, onFront }) => [key, onFront])).toEqual([
      ...[
        ['small', true],
        ['large', false],
        ['beaten', false],
      ],
    ]);
  });

  it('has room for bars and the teacher, and fewer numbers on its axis where it is narrow', () => {
    const [wide, narrow] = [plan(groups), plan(groups, 20)];
    expect(wide.y(0.95)).toBeGreaterThanOrEqual(wide.frame.top);
    expect(wide.y(0.55)).toBeLessThanOrEqual(wide.frame.bottom);
    expect(narrow.ticksAcross.length).toBeLessThan(wide.ticksAcross.length);
    expect(narrow.width).toBeLessThanOrEqual(20);
    expect(plan([]).dots).toEqual([]);
  });
});
