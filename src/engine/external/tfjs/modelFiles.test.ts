import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.ts';
import { problemOf } from './modelCases.ts';
import { gatherModelFiles } from './modelFiles.ts';

const manifest = JSON.stringify({ modelTopology: {}, weightsManifest: [] });
const file = (path: string, ...parts: BlobPart[]) => ({ path, blob: new Blob(parts) });
const bytes = (value: number) => Uint8Array.of(value);

describe('files dropped together', () => {
  it('hold a model where a JSON file of any name is one', async () => {
    const files = await gatherModelFiles([
      file('mine/readme.txt', 'modelTopology'),
      file('mine/weights.bin', bytes(7)),
      file('mine/golden.json', '{"cases":[]}'),
      file('mine/metadata.json', '{"labels":["ant"]}'),
      file('mine/Network.JSON', manifest),
    ]);
    expect(files).toMatchObject({ manifest, name: 'mine/Network.JSON', metadata: '{"labels":["ant"]}' });
    expect(await files?.shard('weights.bin')).toEqual(bytes(7));
  });

  it('hold shards by name, whatever folder they came in, the nearest first', async () => {
    const files = await gatherModelFiles([
      file('other/b.bin', bytes(1)),
      file('mine/parts/b.bin', bytes(2)),
      file('mine/b.bin', bytes(3)),
      file('c.bin', bytes(4)),
      file('mine/model.json', manifest),
    ]);
    expect(await files?.shard('parts/b.bin')).toEqual(bytes(2));
    expect(await files?.shard('b.bin')).toEqual(bytes(3));
    expect(await files?.shard('deep/c.bin')).toEqual(bytes(4));
  });

  it('are refused where model.json stands for far more than its letters', async () => {
    for (const [bomb, words] of [
      ['[],'.repeat(5_000_000), 'its JSON takes more than 128 MB of memory once it is read'],
      ['['.repeat(100_000), 'its JSON is nested more than 256 deep'],
    ] as const) {
      const given = [file('m/model.json', `{"modelTopology":[${bomb}0]}`)];
      const files = await gatherModelFiles(given);
      expect(files).toBeDefined();
      if (files) expect(() => readManifest(files)).toThrow(words);
    }
  });

  it('may be without folders', async () => {
    const files = await gatherModelFiles([file('model.json', manifest), file('b.bin', bytes(5))]);
    expect(await files?.shard('b.bin')).toEqual(bytes(5));
    expect(files?.metadata).toBeUndefined();
  });

  it('may lack a model', async () => {
    expect(await gatherModelFiles([])).toBeUndefined();
    expect(
      await gatherModelFiles([file('a.json', '{"x":"modelTopology"}'), file('b.json', '{')]),
    ).toBeUndefined();
  });

  it('may lack a shard, which is named', async () => {
    const files = await gatherModelFiles([file('mine/model.json', manifest)]);
    expect(await problemOf(files?.shard('group1-shard2of3.bin') ?? Promise.resolve())).toContain(
      'file-unreadable: The weight file group1-shard2of3.bin of mine/model.json is missing',
    );
  });

  it('may be of several models, which are named', async () => {
    const two = gatherModelFiles([file('a/model.json', manifest), file('b/model.json', manifest)]);
    expect(await problemOf(two)).toContain('There are several networks here: a/model.json, b/model.json.');
  });
});
