import { describe, expect, it } from 'vitest';
import type { TeacherCard } from '../protocol/records.ts';
import { isAtChance, requireMoreThanChance } from './atChance.ts';

const card = (right: number, images: number, chance: number): Pick<TeacherCard, 'accuracy' | 'order'> => ({
  accuracy: right / images,
  order: {
    ...{ verdict: 'unrelated', images, accuracy: right / images, chance, order: Int32Array.of(0, 1) },
    ...{ accuracyInOrder: 0.5, accuracyHeldOut: 0.5 },
  },
});

describe('a teacher is right no more often than chance', () => {
  it.each([
    // R: pbinom(66, 600, 0.2) = 4e-9; pbinom(6, 40, 0.2) = 0.29; pbinom(3, 40, 0.2) = 0.028.
    [60, 600, 0.1, true],
    [66, 600, 0.1, true],
    [90, 600, 0.1, false],
    [4, 40, 0.1, true],
    [3, 40, 0.1, true],
    [6, 40, 0.1, false],
    // pbinom(53, 100, 0.6) = 0.094, pbinom(51, 100, 0.6) = 0.042; pbinom(58, 100, 0.5, lower = FALSE) = 0.044.
    [50, 100, 0.5, true],
    [51, 100, 0.5, true],
    [53, 100, 0.5, false],
    [59, 100, 0.5, false],
    // Always the commoner class.
    [95, 100, 0.95, true],
    [97, 100, 0.95, false],
    // Too few images to tell.
    [0, 29, 0.5, false],
    [1, 20, 0.1, false],
  ])('with %i of %i right where chance makes %d: %s', (right, images, chance, at) => {
    expect(isAtChance(card(right, images, chance))).toBe(at);
  });

  it('is not said before it is measured', () => {
    expect(isAtChance({})).toBe(false);
    expect(() => requireMoreThanChance({ accuracy: 0 })).not.toThrow();
  });

  it('is a problem that says how many images it was right on', () => {
    expect(() => requireMoreThanChance(card(61, 600, 0.1))).toThrow(
      'right on 61 of 600 validation images, where chance alone makes 60;',
    );
  });
});
