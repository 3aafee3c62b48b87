import { expect, it } from 'vitest';
import { agreement } from './agreement.ts';

it('counts rows with the same greatest number', () => {
  const one = Float32Array.of(1, 2, 0, 5, 4, 3);
  expect(agreement(one, Float32Array.of(0, 9, 1, 1, 2, 0), 3)).toBe(0.5);
  expect(agreement(one, one, 3)).toBe(1);
  expect(agreement(new Float32Array(), new Float32Array(), 3)).toBeNaN();
});
