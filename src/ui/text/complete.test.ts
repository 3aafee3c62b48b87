/**
 * The type checker sees to it that no sentence is missing; here, that none was left in English.
 */
import { describe, expect, it } from 'vitest';
import { allSpecies } from '../../data/sources/insects/species.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogue as english } from './en/catalogue.ts';
import { catalogue as spanish } from './es/catalogue.ts';
import { catalogue as chinese } from './zh/catalogue.ts';

/** Fixed texts by their path; sentences made by functions are read in the journeys. */
function textsOf(part: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

/** Names, symbols and words that are the same. */
const same = new Set([
  'Adam',
  'JavaScript',
  'Distillation Lab',
  'Gamma',
  'KL',
  'Kernels',
  'No',
  'Total',
  'total',
  'alpha',
  'log',
]);
/** Names of networks and formats, symbols, keys. */
const isName = (text: string) =>
  same.has(text) ||
  !/\p{Ll}{2}/u.test(text) ||
  /^(ResNet-\d+|MLP|SGD|Web(GPU|Assembly)|safetensors|px|Esc|[←→] Page(Up|Down))$/.test(text);

describe.each([
  ['Spanish', spanish],
  ['Chinese', chinese],
])('%s', (_, catalogue: Catalogue) => {
  it('leaves nothing in English', () => {
    const ours = new Map(textsOf({ ...catalogue, sentences: {} }, ''));
    const left = textsOf({ ...english, sentences: {} }, '').filter(
      ([path, text]) => ours.get(path) === text && !isName(text),
    );
    expect(left).toEqual([]);
    const sentences = Object.entries(catalogue.sentences).filter(
      ([template, said]) =>
        template === said && !isName(template.replaceAll(/\{\d\}|WebGPU|WebAssembly|SIMD/g, '')),
    );
    expect(sentences).toEqual([]);
  });

  it('names every insect', () => {
    const names = allSpecies.map(({ name }) => name).sort();
    expect(Object.keys(catalogue.page.species).sort()).toEqual(names);
  });
});
