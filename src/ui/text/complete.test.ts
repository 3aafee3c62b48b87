/**
 * What a language lacks is said in English. Here is listed what is lacking, and what was left in English.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allSpecies } from '../../data/sources/insects/species.ts';
import { languageNames } from '../../lang/languages.ts';
import { catalogue as englishCatalogue } from './en/catalogue.ts';
import { late as englishLate } from './en/late.ts';
import { isName } from './isName.ts';
import { catalogueOf, laterSentences, loaders } from './language.ts';
import { lateLoaders } from './late.ts';
import { lacking, overEnglish, type Partly } from './partly.ts';

/** Fixed texts by their path; sentences made by functions are read in the journeys. */
function textsOf(part: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

const catalogues = await Promise.all(
  languageNames
    .filter((name) => name !== 'en')
    .map(async (name) => {
      const late = await lateLoaders[name]();
      const own = { ...(await loaders[name]()), ...late };
      const whole = await catalogueOf(name);
      const sentences = { ...whole.sentences, ...(await laterSentences[name]()) };
      return { name, own, catalogue: { ...whole, ...late, sentences } };
    }),
);
const english = { ...englishCatalogue, ...englishLate };

describe.each(catalogues)('$name', ({ own, catalogue }) => {
  it('lacks nothing', () => {
    const { sentences: _, ...texts } = english;
    expect(lacking(texts, own)).toEqual([]);
  });

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

  it('writes no number that the locale of the reader would write otherwise', () => {
    const numbers = textsOf(catalogue, '').filter(([, text]) => /\d[.,]\d/.test(text));
    // Versions are names.
    expect(numbers.filter(([, text]) => !/Safari|Firefox|Chrome|macOS|iOS/.test(text))).toEqual([]);
  });

  it('names no separator of numbers: links have commas, fields what the locale has', () => {
    const said = catalogue.sentences['1 to {0} different numbers from {1} to {2}, separated by commas'];
    expect(said).toMatch(/\{2\}$/);
  });

  it('names every insect', () => {
    const names = allSpecies.map(({ name }) => name).sort();
    expect(Object.keys(catalogue.page.species).sort()).toEqual(names);
  });
});

describe('a language that lags behind', () => {
  const texts = {
    title: 'Title',
    part: { one: 'One', many: (count: number) => `${count} many` },
    list: ['a', 'b'],
  };
  const own: Partly<typeof texts> = { part: { one: 'Uno' } };

  it('says the rest in English', () => {
    const { title, part, list } = overEnglish(texts, own);
    expect([title, part.one, part.many(3), list]).toEqual(['Title', 'Uno', '3 many', ['a', 'b']]);
  });

  it('has what it lacks listed', () => {
    expect(lacking(texts, own)).toEqual(['title', 'part.many', 'list']);
    expect(lacking(texts, texts)).toEqual([]);
  });
});

describe('Chinese has one word for', () => {
  const folder = join(import.meta.dirname, 'zh');
  const lessons = join(import.meta.dirname, '../../lessons');
  const files = [folder, lessons].flatMap((path) =>
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => join(path, name)),
  );
  it.each([
    ['a gain', '增益', /收益|提升/],
    ['a student without a teacher', '独自学习', /(单独|独自)训练|单独学习/],
    ['the curtain', '幕布', /帷幕/],
    ['a private window', '无痕窗口', /隐私窗口/],
    ['counted students', '个学生', /名学生/],
  ])('%s: %s', (_, word, others) => {
    const texts = files.map((file) => [basename(file), readFileSync(file, 'utf8')] as const);
    expect(texts.some(([, text]) => text.includes(word))).toBe(true);
    expect(texts.filter(([, text]) => others.test(text)).map(([name]) => name)).toEqual([]);
  });
});
