import { expect, it } from 'vitest';
import { gradientScale } from './gradientScale.ts';

it('holds the hard gradient, and the soft one at its limit (z_s − z_t)/K', () => {
  // p − y of two equal logits is ±1/2.
  expect(gradientScale(undefined, [0, 0], 0)).toBeCloseTo(0.5, 12);
  // Centred differences of ±10 over two classes: 10/2 = 5, nearly reached at T 100.
  const scale = gradientScale([20, 0], [0, 0], 0);
  expect(scale).toBeGreaterThan(4.9);
  expect(scale).toBeLessThanOrEqual(5);
  expect(gradientScale([1, 1], [1, 1], undefined)).toBe(1);
});
