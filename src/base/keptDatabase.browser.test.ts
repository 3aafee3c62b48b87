import { type DBSchema, deleteDB, openDB } from 'idb';
import { expect, it, vi } from 'vitest';
import { databaseTroubles, watchDatabases } from './databaseTroubles.ts';
import { keptDatabase, type Upgrade } from './keptDatabase.ts';

interface Rows extends DBSchema {
  rows: { key: string; value: { readonly id: string; readonly kind: string }; indexes: { kind: string } };
}

const first: Upgrade<Rows> = (fresh) => void fresh.createObjectStore('rows', { keyPath: 'id' });
const second: Upgrade<Rows> = (_, transaction) =>
  void transaction.objectStore('rows').createIndex('kind', 'kind');

let count = 0;
const nameOfNew = () => `test-kept-${Date.now()}-${count++}`;
const told = (name: string) => vi.waitFor(() => expect(databaseTroubles()[name]).toBeDefined());

/** A page of an earlier release that closes for nobody. */
async function oldPage(name: string) {
  const database = await openDB<Rows>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('rows', { keyPath: 'id' }),
  });
  await database.put('rows', { id: 'a', kind: 'kept' });
  return database;
}

it('runs the steps that a database lacks, on the rows that it has', async () => {
  const name = nameOfNew();
  const before = keptDatabase<Rows>(name, [first]);
  await (await before()).put('rows', { id: 'a', kind: 'kept' });
  // The connection of before gives way.
  const now = keptDatabase<Rows>(name, [first, second]);
  expect((await now()).version).toBe(2);
  expect(await (await now()).getAllFromIndex('rows', 'kind', 'kept')).toEqual([{ id: 'a', kind: 'kept' }]);
  expect(databaseTroubles()[name]).toBeUndefined();
  // A new one goes through all of them.
  const fresh = keptDatabase<Rows>(nameOfNew(), [first, second]);
  expect([...(await fresh()).transaction('rows').store.indexNames]).toEqual(['kind']);
  for (const open of [now, fresh]) await deleteDB((await open()).name);
});

it('says that an earlier page blocks it, waits, and has everything when that page is gone', async () => {
  const name = nameOfNew();
  const old = await oldPage(name);
  const heard: (string | undefined)[] = [];
  const stop = watchDatabases((troubles) => heard.push(troubles[name]));
  const database = keptDatabase<Rows>(name, [first, second]);
  const opening = database();
  const waiting = opening.then((open) => open.put('rows', { id: 'b', kind: 'kept' }));
  await told(name);
  expect(databaseTroubles()[name]).toBe('blocked');
  // The earlier page goes on with what it has.
  expect(await old.get('rows', 'a')).toEqual({ id: 'a', kind: 'kept' });
  old.close();
  await waiting;
  expect(databaseTroubles()[name]).toBeUndefined();
  expect(heard).toEqual(['blocked', undefined]);
  const kept = await (await database()).getAllFromIndex('rows', 'kind', 'kept');
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b']);
  stop();
  await deleteDB(name);
});

it('says that a later page has raised it', async () => {
  const name = nameOfNew();
  const database = keptDatabase<Rows>(name, [first]);
  await (await database()).put('rows', { id: 'a', kind: 'kept' });
  const later = keptDatabase<Rows>(name, [first, second]);
  await later();
  await expect(database()).rejects.toThrow();
  await told(name);
  expect(databaseTroubles()[name]).toBe('newer');
  expect(await (await later()).get('rows', 'a')).toEqual({ id: 'a', kind: 'kept' });
  await deleteDB(name);
});
