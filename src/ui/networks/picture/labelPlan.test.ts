import { describe, expect, it } from 'vitest';
import { labelPlan } from './labelPlan.ts';

const frame = { left: 0, right: 40, top: 0, bottom: 20 };
const dot = (key: string, x: number, y: number) => ({ key, text: `${key} 80 % of channels`, x, y, size: 1 });

describe('names in the scatter', () => {
  it('stand beside dots, within the frame and over nothing', () => {
    const dots = [dot('a', 10, 10), dot('b', 11, 10.5), dot('c', 38, 2), dot('d', 1, 19)];
    const labels = labelPlan(dots, dots, frame, []);
    expect(labels.map(({ key }) => key)).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
    const boxes = labels.map(({ left, top, width }) => ({
      left,
      top,
      right: left + width,
      bottom: top + 1.1,
    }));
    for (const [i, a] of boxes.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.right).toBeLessThanOrEqual(40);
      for (const b of boxes.slice(i + 1))
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    }
  });

  it('are left out where there is no room, the later ones first', () => {
    const dots = Array.from({ length: 30 }, (_, i) => dot(`${i}`, 20 + i / 100, 10));
    const labels = labelPlan(dots, dots, frame, []);
    expect(labels.length).toBeLessThan(30);
    expect(labels[0]?.key).toBe('0');
    expect(labelPlan(dots.slice(0, 1), dots, frame, [frame])).toEqual([]);
  });
});
