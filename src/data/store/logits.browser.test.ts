import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
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
