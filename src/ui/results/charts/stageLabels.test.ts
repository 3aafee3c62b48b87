import { describe, expect, it } from 'vitest';
import { stageLabels, textWidth } from './stageLabels.ts';

const size = 12;
const overlaps = (labels: ReturnType<typeof stageLabels>) =>
  labels.some((one) =>
    labels.some(
      (other) =>
        other !== one &&
        other.row === one.row &&
        other.start >= one.start &&
        one.start + textWidth(one.shown, size) > other.start,
    ),
  );

describe('the names of stages above a chart', () => {
  it('stand whole where there is room, in two rows by turns', () => {
    const labels = stageLabels(
      [
        { text: 'Distil', x: 40 },
        { text: 'Prune → Distil', x: 150 },
        { text: 'Quantise', x: 300 },
      ],
      356,
      size,
    );
    expect(labels.map(({ shown, row }) => [shown, row])).toEqual([
      ['Distil', 0],
      ['Prune → Distil', 1],
      ['Quantise', 0],
    ]);
    expect(overlaps(labels)).toBe(false);
  });

  it('never lie over one another, however narrow the chart is', () => {
    for (const width of [90, 140, 200, 320]) {
      const wanted = Array.from({ length: 6 }, (_, i) => ({
        text: i % 2 ? 'Prune → Distil' : '剪枝 → 量化',
        x: 40 + (i * width) / 6,
      }));
      const labels = stageLabels(wanted, 40 + width, size);
      expect(overlaps(labels), String(width)).toBe(false);
      for (const { shown, start } of labels) {
        expect(shown).not.toBe('');
        expect(start + textWidth(shown, size)).toBeLessThanOrEqual(40 + width + 1);
      }
    }
  });

  it('end within the drawing, and are cut where the next of the row begins', () => {
    const [first, , last] = stageLabels(
      [
        { text: 'Distil with a long name', x: 0 },
        { text: 'b', x: 50 },
        { text: 'Quantise', x: 100 },
      ],
      120,
      size,
    );
    expect(last?.start).toBeCloseTo(120 - textWidth('Quantise', size), 6);
    expect(first?.shown).toMatch(/^Distil.*…$/);
  });
});
