import { expect, it } from 'vitest';
import type { Experiment } from '../spec/experiment.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { armsHint } from './armsHint.ts';

function hintOf(text: string, vary: Experiment['vary'] = []) {
  const read = readRecipe(text);
  if (!('recipe' in read)) throw new Error('no recipe');
  return armsHint({ recipe: read.recipe, vary });
}
const saying = (vary: string) =>
  `The three arms of this training beside each other, run by run: --vary "${vary}"\n`;

it('names the training behind a cut, by its number where there are several', () => {
  const arms = 'arm=fine-tuned,distilled,scratch';
  for (const cut of ['prune keep=0.5', 'factorise', 'depth']) {
    expect(hintOf(`${cut}; distil epochs=2`)).toBe(saying(`distil.${arms}`));
  }
  expect(hintOf('distil; prune keep=0.5; distil arm=fine-tuned')).toBe(saying(`distil.2.${arms}`));
});

it('keeps what is varied already', () => {
  expect(hintOf('prune; distil', [{ path: 'prune.keep', values: [0.5, 0.3] }])).toBe(
    saying('prune.keep=0.5,0.3; distil.arm=fine-tuned,distilled,scratch'),
  );
});

it('says nothing where there is no such training, arms are varied, or another axis or freezing forbids it', () => {
  expect(hintOf('distil; prune keep=0.5')).toBeUndefined();
  expect(hintOf('distil; quantise')).toBeUndefined();
  expect(hintOf('prune; distil', [{ path: 'distil.arm', values: ['distilled', 'scratch'] }])).toBeUndefined();
  const two = [
    { path: 'prune.keep', values: [0.5] },
    { path: 'temperature', values: [1, 4] },
  ];
  expect(hintOf('prune; distil', two)).toBeUndefined();
  expect(hintOf('prune; distil freeze=head')).toBeUndefined();
});
