import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importFamily, importing, isFamily } from './importing.ts';

const zipOf = (...paths: readonly string[]) =>
  new Blob([new Uint8Array(zipSync(Object.fromEntries(paths.map((path) => [path, strToU8('{}')]))))]);

describe('a zip that is dropped', () => {
  it.each([
    [true, ['family.json', 'networks/a.safetensors']],
    [true, ['mine/family.json']],
    [true, ['index.json', 'a.safetensors']],
    [true, ['out/index.json', 'out/a.safetensors']],
    [false, ['index.json', 'cat/1.png']],
    [false, ['cat/1.png', 'dog/1.png']],
    [false, ['model.json', 'weights.bin']],
  ])('is a family: %s, with %j', async (is, paths) => {
    expect(await isFamily(zipOf(...paths))).toBe(is);
  });

  it('is told of beside the one that came with it', async () => {
    const report = { added: 1, present: 0, gone: 0, noRoom: [], refused: [] };
    const seen: string[][] = [];
    const take = async () => {
      seen.push(importing.get().map(({ state, name }) => `${name} ${state}`));
      return report;
    };
    const failing = () => Promise.reject(new Error('no disk'));
    await Promise.all([
      importFamily(new File([], 'one.zip'), take),
      importFamily(new File([], 'two.zip'), failing),
      importFamily(new File([], 'three.zip'), take),
    ]);
    expect(seen).toEqual([['one.zip working'], ['one.zip done', 'two.zip failed', 'three.zip working']]);
    expect(importing.get().map(({ state, name }) => `${name} ${state}`)).toEqual([
      'one.zip done',
      'two.zip failed',
      'three.zip done',
    ]);
  });
});
