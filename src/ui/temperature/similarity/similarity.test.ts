import { expect, it } from 'vitest';
import { classesShown, percentText, strongest, viewed } from './similarity.ts';

const matrix = Float64Array.of(0.8, 0.15, 0.05, 0, 1, 0, 0.25, 0.25, 0.5);

it('shares out what is left for the others', () => {
  const others = Array.from(viewed(matrix, 3, 'others'));
  const expected = [Number.NaN, 0.75, 0.25, 0, Number.NaN, 0, 0.5, 0.5, Number.NaN];
  expected.forEach((share, at) => {
    if (Number.isNaN(share)) expect(others[at]).toBeNaN();
    else expect(others[at]).toBeCloseTo(share, 12);
  });
  expect(viewed(matrix, 3, 'whole')).toBe(matrix);
});

it('names the pairs most alike', () => {
  const { pairs, most } = strongest(matrix, 3, 2);
  expect(pairs).toEqual([
    { of: 2, to: 0, share: 0.25 },
    { of: 2, to: 1, share: 0.25 },
  ]);
  expect(most).toBe(0.25);
  expect([0.154, 0.004, 1, Number.NaN].map(percentText)).toEqual(['15', '·', '100', '–']);
});

it('shows twenty of many classes, those most alike among them', () => {
  const classes = 30;
  const labels = Int32Array.from({ length: classes }, (_, i) => i);
  const logits = new Float32Array(classes * classes);
  for (let k = 0; k < classes; k++) logits[k * classes + k] = 20;
  logits[28 * classes + 29] = 19;
  const shown = classesShown({ classes, images: classes, labels, logits });
  expect(shown).toHaveLength(20);
  expect(shown).toContain(28);
  expect(shown).toContain(29);
});
