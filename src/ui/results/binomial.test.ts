import { expect, it } from 'vitest';
import { binomialError } from './binomial.ts';

it('is 1.7 points at .954 on the seed experiment’s 153 images', () => {
  // √(.954 · .046 / 153) = √(.000286824) = .016936.
  expect(binomialError(0.954, 153)).toBeCloseTo(0.016936, 6);
});
