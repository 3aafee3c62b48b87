import { expect, it } from 'vitest';
import { teacherTableOf } from './teacherTable.ts';

const logits = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const labels = Int32Array.of(0, 1, 1, 0);

it('tells all that there is room for, as a copy', () => {
  const table = teacherTableOf(logits, labels);
  expect(table).toEqual({ classes: 2, images: 4, labels, logits });
  expect(table.logits.buffer).not.toBe(logits.buffer);
});

it('spaces evenly what it can tell of many', () => {
  expect(teacherTableOf(logits, labels, 5)).toEqual({
    classes: 2,
    images: 4,
    labels: Int32Array.of(0, 1),
    logits: Float32Array.of(1, 2, 5, 6),
  });
});

it('has nothing to tell of no images', () => {
  expect(teacherTableOf(new Float32Array(0), new Int32Array(0))).toMatchObject({ classes: 0, images: 0 });
});
