import { describe, expect, it } from 'vitest';
import { problemOf } from './modelCases.ts';
import { modelFilesOfUrl } from './modelFilesOfUrl.ts';

/** A server of texts by address; all else it has not. */
function serverOf(files: Readonly<Record<string, string | Response>>) {
  const asked: string[] = [];
  const fetchFn = async (address: RequestInfo | URL) => {
    asked.push(String(address));
    const file = files[String(address)];
    return file === undefined
      ? new Response('', { status: 404 })
      : new Response(file instanceof Response ? file.body : file, file instanceof Response ? file : {});
  };
  return { fetchFn: fetchFn as typeof fetch, asked };
}

describe('an address', () => {
  it('gives model.json, and shards relative to it, with what follows its question mark', async () => {
    const { fetchFn, asked } = serverOf({
      'https://a.org/nets/mine.json?key=1': '{"modelTopology":{}}',
      'https://a.org/nets/parts/b.bin?key=1': 'bytes',
    });
    const files = await modelFilesOfUrl(' https://a.org/nets/mine.json?key=1 ', fetchFn);
    expect(files.manifest).toBe('{"modelTopology":{}}');
    expect(files.name).toBe('https://a.org/nets/mine.json?key=1');
    expect(new TextDecoder().decode(await files.shard('parts/b.bin'))).toBe('bytes');
    expect(asked).toHaveLength(2);
  });

  it('of a folder means its model.json, and the metadata beside it', async () => {
    const { fetchFn } = serverOf({
      'https://a.org/mine/model.json': '{}',
      'https://a.org/mine/metadata.json': '{"labels":["ant"]}',
    });
    const files = await modelFilesOfUrl('https://a.org/mine/', fetchFn);
    expect(files).toMatchObject({ manifest: '{}', metadata: '{"labels":["ant"]}' });
  });

  it('of a model.json needs no metadata', async () => {
    const { fetchFn } = serverOf({ 'http://localhost:8080/model.json': '{}' });
    expect(await modelFilesOfUrl('http://localhost:8080/model.json', fetchFn)).not.toHaveProperty('metadata');
  });

  it.each(['file:///etc/model.json', 'ftp://a.org/model.json', 'data:application/json,{}', 'model.json', ''])(
    'such as “%s” is refused, and nothing is fetched',
    async (address) => {
      const { fetchFn, asked } = serverOf({});
      expect(await problemOf(modelFilesOfUrl(address, fetchFn))).toContain('is no http or https address');
      expect(asked).toEqual([]);
    },
  );

  it('that the manifest leads elsewhere is refused too', async () => {
    const { fetchFn } = serverOf({ 'https://a.org/mine.json': '{}' });
    const files = await modelFilesOfUrl('https://a.org/mine.json', fetchFn);
    expect(await problemOf(files.shard('file:///etc/passwd'))).toContain('is no http or https address');
  });

  it('out of reach says that the network or the permission fails', async () => {
    const fetchFn = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await problemOf(modelFilesOfUrl('https://a.org/model.json', fetchFn))).toContain('(CORS)');
  });

  it('that the server does not have says its status, of shards too', async () => {
    const { fetchFn } = serverOf({ 'https://a.org/mine.json': '{}' });
    expect(await problemOf(modelFilesOfUrl('https://a.org/other.json', fetchFn))).toContain(
      'The server answered for https://a.org/other.json with the status 404.',
    );
    const files = await modelFilesOfUrl('https://a.org/mine.json', fetchFn);
    expect(await problemOf(files.shard('b.bin'))).toContain('https://a.org/b.bin with the status 404');
  });

  it('of a web page says so, by its type or by its text', async () => {
    const html = new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const { fetchFn } = serverOf({
      'https://a.org/': '{}',
      'https://a.org/a': html,
      'https://a.org/b': ' <html>',
    });
    expect(await problemOf(modelFilesOfUrl('https://a.org/a', fetchFn))).toContain('is a web page');
    expect(await problemOf(modelFilesOfUrl('https://a.org/b', fetchFn))).toContain('is a web page');
  });
});
