import { afterEach, describe, expect, it } from 'vitest';
import { openFiles } from '../bytes.ts';
import { openNetworks } from './openNetworks.ts';

const name = 'networks-for-tests';
const about = { label: 'CNN', architecture: undefined, recipe: 'distil', measurements: {} };
const imported = { at: 5, from: 'family.zip' };
const ofBytes = (value: number) => new Uint8Array(50).fill(value);

/** Names of its files among the page's own. */
const filesOf = async () =>
  ((await (await openFiles())?.names()) ?? []).filter((one) => one.startsWith(name));

afterEach(async () => {
  const files = await openFiles();
  for (const file of await filesOf()) await files?.remove(file);
});

describe('networks among the page’s own files', () => {
  it('that came from elsewhere are found again, and go together', async () => {
    const first = await openNetworks(name, 1000);
    const { id } = await first.bring({ about, createdAt: 1, imported, bytes: ofBytes(1) }, new Set());
    await first.put({ ...about, label: 'mine' }, ofBytes(2));
    expect(await filesOf()).toHaveLength(2);
    const later = await openNetworks(name, 1000);
    expect(await later.find(id)).toMatchObject({ label: 'CNN', imported, createdAt: 1 });
    expect(await later.read(id)).toEqual({ bytes: ofBytes(1) });
    await later.keep(id, true);
    expect(await later.removeUnpinned()).toBe(1);
    expect(await first.list()).toMatchObject([{ id, kept: true }]);
    expect(await filesOf()).toHaveLength(1);
  });

  it('are not listed where their files are gone', async () => {
    const store = await openNetworks(`${name}-gone`, 1000);
    await store.put(about, ofBytes(3));
    expect(await store.list()).toHaveLength(1);
    const files = await openFiles();
    for (const file of await filesOf()) await files?.remove(file);
    expect(await store.list()).toEqual([]);
  });
});
