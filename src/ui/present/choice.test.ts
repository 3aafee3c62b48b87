import { expect, it } from 'vitest';
import { experimentOf } from '../../spec/link.ts';
import { choiceOf, choicesOf, pointOfChoice } from './choice.ts';

const choices = (link: string) => choicesOf(experimentOf(link).experiment);

it('a plain sweep is guessed by its alphas, and one of one student not at all', () => {
  expect(choices('?alphas=1,0,0.5')).toEqual(['0', '0.5', '1', 'none']);
  expect(choices('?alphas=1')).toEqual([]);
});

it('a sweep that varies more is guessed by its points', () => {
  const all = choices('?alphas=1,0.5&vary=temperature:1,4');
  expect(all).toEqual([
    ...['alpha=0.5&temperature=1', 'alpha=0.5&temperature=4'],
    ...['alpha=1&temperature=1', 'alpha=1&temperature=4'],
    'none',
  ]);
  for (const choice of all) {
    const point = pointOfChoice(choice);
    if (point) expect(choiceOf(point)).toBe(choice);
  }
  expect(choices('?alphas=1&vary=temperature:1,4')).toHaveLength(3);
  expect(pointOfChoice('0.5')).toEqual({ alpha: 0.5 });
  expect(pointOfChoice('none')).toBeUndefined();
});
