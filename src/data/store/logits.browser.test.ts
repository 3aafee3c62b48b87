import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openFiles } from './bytes.ts';
import { type KeptLogits, openLogitsStore } from './logits.ts';

let opened = 0;
const freshName = () => `test-answers-${Date.now()}-${opened++}`;
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Three rows of two classes, 27 bytes. */
const answers: KeptLogits = {
  table: Float32Array.of(1, 2, 0, 0, 5, -6),
  known: Uint8Array.of(1, 0, 1),
  msPerImage: 2.5,
};

describe('openLogitsStore', () => {
  it('gives back what was put away, in a later visit too, and only in the size asked for', async () => {
    const name = freshName();
    const store = await openLogitsStore(name);
    expect(await store.get('a', 3, 2)).toBeUndefined();
    await store.put('a', answers);
    expect(await (await openLogitsStore(name)).get('a', 3, 2)).toEqual(answers);
    expect(await store.get('a', 2, 3)).toBeUndefined();
    // What does not fit is removed.
    expect(await store.get('a', 3, 2)).toBeUndefined();
  });

  it('keeps halves in half the bytes, as files of their own, which go with their rows', async () => {
    const name = freshName();
    const store = await openLogitsStore(name, 59);
    const halves: KeptLogits = { ...answers, precision: 'float16' };
    for (const each of ['a', 'b', 'c', 'd']) {
      await store.put(each, halves);
      await pause();
    }
    const later = await openLogitsStore(name, 59);
    expect(await later.get('a', 3, 2)).toBeUndefined();
    for (const each of ['b', 'c', 'd']) expect(await later.get(each, 3, 2)).toEqual(halves);
    const own = async () => (await (await openFiles())?.names())?.filter((file) => file.startsWith(name));
    expect(await own()).toHaveLength(3);
    const [file = ''] = (await own()) ?? [];
    await (await openFiles())?.put(file, new Uint8Array(15));
    const left = await Promise.all(['b', 'c', 'd'].map((each) => later.get(each, 3, 2)));
    expect(left.filter((one) => one === undefined)).toHaveLength(1);
  });

  it('reads what an earlier release kept in its rows', async () => {
    const name = freshName();
    const store = await openLogitsStore(name);
    const raw = await openDB(name);
    await raw.put('answers', { ...answers, sha256: undefined }, 'a');
    raw.close();
    expect(await store.get('a', 3, 2)).toEqual(answers);
  });

  it('lets the longest unused go when there is no room', async () => {
    const store = await openLogitsStore(freshName(), 60);
    for (const each of ['a', 'b']) {
      await store.put(each, answers);
      await pause();
    }
    await store.get('a', 3, 2);
    await pause();
    await store.put('c', answers);
    const kept = await Promise.all(['a', 'b', 'c'].map((each) => store.get(each, 3, 2)));
    expect(kept.map((each) => each !== undefined)).toEqual([true, false, true]);
    await store.put('large', { table: new Float32Array(20), known: new Uint8Array(10) });
    expect(await store.get('large', 10, 2)).toBeUndefined();
  });

  it('reads nothing that was tampered with', async () => {
    const name = freshName();
    const store = await openLogitsStore(name);
    const raw = await openDB(name);
    const spoilt: readonly unknown[] = [
      { ...answers, known: Uint8Array.of(1, 0, 2) },
      { ...answers, table: Float32Array.of(1, 2, 0, 0, 5, Number.NaN) },
      { ...answers, table: answers.table.subarray(1).slice() },
      { ...answers, table: [...answers.table] },
      { ...answers, msPerImage: 'fast' },
      { ...answers, table: answers.table.map((logit) => -logit), sha256: '0'.repeat(64) },
      'nothing',
    ];
    for (const row of spoilt) {
      await store.put('a', answers);
      expect(await store.get('a', 3, 2)).toBeDefined();
      await raw.put('answers', row, 'a');
      expect(await store.get('a', 3, 2)).toBeUndefined();
      expect(await raw.getAllKeys('answers')).toEqual([]);
    }
    await raw.put('uses', { name: 'older', bytes: 'many', usedAt: 0 });
    await store.put('b', answers);
    expect(await raw.getAllKeys('uses')).toEqual(['b']);
    raw.close();
  });
});
