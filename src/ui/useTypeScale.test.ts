import { expect, it } from 'vitest';
import { pixelsOf } from './useTypeScale.ts';

it.each([
  ['13px', 16, 13],
  // Firefox 121 to 127, which has no registered properties.
  ['0.8125rem', 16, 13],
  [' .125rem', 24, 3],
])('%s at a root of %f px is %f px', (length, rem, pixels) => {
  expect(pixelsOf(length, rem)).toBe(pixels);
});
