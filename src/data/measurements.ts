/**
 * Small measurements of this device that are kept for the next visit, by name.
 *
 * They have a database of their own, so that a page of an older release in another tab does not hold them up. Every
 * promise rejects where the browser keeps nothing.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

interface Measurements extends DBSchema {
  measurements: { key: string; value: unknown };
}

/** More than this are never needed at a time; then all are forgotten, and measured again. */
const mostKept = 50;

/** Opens the database at the first use. */
export function keptMeasurements(name = 'distillation-lab-measurements') {
  let opened: Promise<IDBPDatabase<Measurements>> | undefined;
  const database = () => {
    opened ??= openDB<Measurements>(name, 1, {
      upgrade(created) {
        created.createObjectStore('measurements');
      },
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    return opened;
  };
  return {
    get: async (key: string): Promise<unknown> => (await database()).get('measurements', key),
    async set(key: string, value: unknown): Promise<void> {
      const open = await database();
      if ((await open.count('measurements')) >= mostKept) await open.clear('measurements');
      await open.put('measurements', value, key);
    },
  };
}
