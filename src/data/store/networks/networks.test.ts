import { describe, expect, it } from 'vitest';
import { keptFilesOn } from '../keptFiles.ts';
import { networkStore } from './networks.ts';
import type { NetworkAbout } from './rows.ts';
import { memoryRows } from './rowsForTests.ts';

const about = (label: string): NetworkAbout => ({
  label,
  architecture: { family: 'cnn', channels: { conv1: 4 } },
  recipe: 'distil',
  measurements: { accuracy: 0.9 },
});
const bytesOf = (value: number, length = 100) => new Uint8Array(length).fill(value);

function open(room = 350) {
  const inMemory = memoryRows();
  const { rows } = inMemory;
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  let time = 0;
  const files = keptFilesOn({
    put: async (name, given) => void bytes.set(name, given),
    get: async (name) => bytes.get(name),
    remove: async (name) => void bytes.delete(name),
    names: async () => [...bytes.keys()],
  });
  const store = networkStore(
    inMemory,
    files,
    (_, work) => work(),
    room,
    () => ++time,
  );
  const put = async (label: string, value: number, length?: number) => {
    const network = await store.put(about(label), bytesOf(value, length));
    if (!network) throw new Error('there was room');
    return network.id;
  };
  const labels = async () => (await store.list()).map(({ label }) => label);
  return { store, rows, bytes, put, labels };
}

describe('kept networks', () => {
  it('are found by the SHA-256 of their bytes, with what was told of them', async () => {
    const { store, put } = open();
    const id = await put('one', 1);
    // sha256 of 100 bytes of 1, by Python’s hashlib.
    expect(id).toBe('80f93e8c7d0e1e083e6aab0b073011d858d092951eb4bb2d595cd43173e04704');
    expect(await store.find(id)).toMatchObject({ ...about('one'), id, bytes: 100, kept: false });
    expect(await store.read(id)).toEqual({ bytes: bytesOf(1) });
    expect(await store.find('0'.repeat(64))).toBeUndefined();
    expect(await store.read('0'.repeat(64))).toBeUndefined();
  });

  it('of an earlier release were pruned group by group where their recipe says no scope', async () => {
    const { store, rows, put } = open();
    const id = await put('cut', 1);
    rows.set(id, { ...(rows.get(id) as object), recipe: 'distil; prune keep=0.25' });
    expect((await store.find(id))?.recipe).toBe('distil; prune keep=0.25 scope=uniform');
    // Written once more, it means the same.
    await store.keep(id, true);
    expect(rows.get(id)).toMatchObject({ kept: true, recipe: 'distil; prune keep=0.25 scope=uniform' });
    expect(await store.list()).toMatchObject([{ recipe: 'distil; prune keep=0.25 scope=uniform' }]);
  });

  it('make room, the longest untouched first, and never one that is pinned', async () => {
    const { store, put, labels, bytes } = open();
    const [first, second] = [await put('first', 1), await put('second', 2)];
    await put('third', 3);
    await store.touch(first);
    await put('fourth', 4);
    expect(await labels()).toEqual(['fourth', 'first', 'third']);
    expect(await store.find(second)).toBeUndefined();
    expect(bytes.size).toBe(3);
    await store.keep(first, true);
    await put('fifth', 5);
    await put('sixth', 6);
    expect(await labels()).toEqual(['sixth', 'fifth', 'first']);
    expect(await store.put(about('large'), bytesOf(7, 300))).toBeUndefined();
    expect(await labels()).toEqual(['sixth', 'fifth', 'first']);
    await store.keep(first, false);
    await put('seventh', 8, 300);
    expect(await labels()).toEqual(['seventh']);
  });

  it('are kept once, and stay pinned when they are put again', async () => {
    const { store, put, labels, bytes } = open();
    const id = await put('one', 1);
    await store.keep(id, true);
    expect(await put('again', 1)).toBe(id);
    expect(await labels()).toEqual(['again']);
    expect(bytes.size).toBe(1);
    expect(await store.find(id)).toMatchObject({ kept: true, createdAt: 1 });
  });

  it('say when they are damaged, and are mended by the same bytes', async () => {
    const { store, put, bytes } = open();
    const id = await put('one', 1);
    for (const name of bytes.keys()) bytes.set(name, bytesOf(9));
    expect(await store.read(id)).toHaveProperty('damage');
    await put('one', 1);
    expect(await store.read(id)).toEqual({ bytes: bytesOf(1) });
    bytes.clear();
    expect(await store.read(id)).toHaveProperty('damage');
    expect(await store.take(id)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it('can be taken away and put back as they were', async () => {
    const { store, put, bytes } = open();
    const id = await put('one', 1);
    await store.keep(id, true);
    const before = await store.find(id);
    const taken = await store.take(id);
    expect(bytes.size).toBe(0);
    expect(await store.find(id)).toBeUndefined();
    if (!taken) throw new Error('it was kept');
    await store.putBack(taken);
    const { file: _, ...rest } = before ?? { file: undefined };
    expect(await store.find(id)).toMatchObject(rest);
    expect(await store.read(id)).toEqual({ bytes: bytesOf(1) });
    await expect(store.putBack({ ...taken, bytes: bytesOf(2) })).rejects.toThrow(RangeError);
  });

  it('keep what a later release wrote of them, and pass over rows that are none', async () => {
    const { store, rows, put, labels } = open();
    const id = await put('one', 1);
    rows.set(id, { ...(rows.get(id) as object), later: { more: 1 } });
    rows.set('x', { id: 'x', label: 5 });
    await store.touch(id);
    expect(rows.get(id)).toMatchObject({ later: { more: 1 }, label: 'one' });
    expect(await labels()).toEqual(['one']);
  });

  it('are marked where they are found damaged, until they are mended', async () => {
    const { store, put, bytes } = open();
    const id = await put('one', 1);
    await put('two', 2);
    const damaged = async () => (await store.list()).flatMap((one) => (one.damaged ? [one.label] : []));
    for (const [name, held] of bytes) if (held[0] === 1) bytes.set(name, bytesOf(9));
    expect(await damaged()).toEqual([]);
    await store.read(id);
    expect(await damaged()).toEqual(['one']);
    await put('one', 1);
    expect(await damaged()).toEqual([]);
  });

  it('go all at once but for those that are pinned', async () => {
    const { store, put, labels, bytes } = open();
    await put('one', 1);
    await store.keep(await put('two', 2), true);
    await put('three', 3);
    expect(await store.removeUnpinned()).toBe(2);
    expect(await labels()).toEqual(['two']);
    expect(bytes.size).toBe(1);
    expect(await store.removeUnpinned()).toBe(0);
  });
});

describe('a network that came from elsewhere', () => {
  const imported = { at: 5, from: 'family.zip' };
  const brought = (label: string, value: number, length?: number) => ({
    ...{ about: about(label), createdAt: 3, imported },
    bytes: bytesOf(value, length),
  });

  it('is kept as one that did, and is this browser’s own once it was made here', async () => {
    const { store, put } = open();
    const { outcome, id } = await store.bring(brought('one', 1), new Set());
    expect(outcome).toBe('added');
    expect(await store.find(id)).toMatchObject({ ...about('one'), imported, createdAt: 3, kept: false });
    expect(await store.read(id)).toEqual({ bytes: bytesOf(1) });
    expect(await put('mine', 1)).toBe(id);
    const mine = await store.find(id);
    expect(mine).toMatchObject({ label: 'mine' });
    expect(mine?.imported).toBeUndefined();
  });

  it('knows every family that it came with, also as this browser’s own', async () => {
    const { store, put } = open();
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    const id = await put('mine', 1);
    for (const family of [a, b, a]) await store.bring({ ...brought('one', 1), family }, new Set());
    expect(await store.find(id)).toMatchObject({ label: 'mine', families: [a, b] });
    expect((await store.find(id))?.imported).toBeUndefined();
    const other = await store.bring({ ...brought('two', 2), family: b }, new Set());
    expect(await store.find(other.id)).toMatchObject({ imported, families: [b] });
  });

  it('changes nothing of one that is there already, but mends its file', async () => {
    const { store, put, bytes } = open();
    const id = await put('mine', 1);
    await store.keep(id, true);
    expect(await store.bring(brought('other', 1), new Set())).toEqual({ outcome: 'present', id, gone: 0 });
    expect(await store.find(id)).toMatchObject({ label: 'mine', kept: true });
    bytes.clear();
    expect(await store.bring(brought('other', 1), new Set())).toEqual({ outcome: 'present', id, gone: 0 });
    expect(await store.find(id)).toMatchObject({ label: 'mine', kept: true });
    expect(await store.read(id)).toEqual({ bytes: bytesOf(1) });
  });

  it('takes the place of the longest untouched, of no pinned one, and of none that came with it', async () => {
    const { store, put, labels } = open();
    await store.keep(await put('pinned', 1), true);
    await put('old', 2);
    const first = await store.bring(brought('first', 3), new Set());
    const second = await store.bring(brought('second', 4), new Set([first.id]));
    expect([first, second]).toMatchObject([{ gone: 0 }, { outcome: 'added', gone: 1 }]);
    expect(await labels()).toEqual(['second', 'first', 'pinned']);
    const spared = new Set([first.id, second.id]);
    expect(await store.bring(brought('third', 5), spared)).toMatchObject({ outcome: 'no-room', gone: 0 });
    expect(await labels()).toEqual(['second', 'first', 'pinned']);
  });
});
