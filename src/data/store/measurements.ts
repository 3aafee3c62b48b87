/**
 * Small measurements of this device that are kept for the next visit, by name.
 *
 * They have a database of their own, so that a page of an older release in another tab does not hold them up. Every
 * promise rejects where the browser keeps nothing.
 */
import { type DBSchema, keptDatabase } from '../../base/keptDatabase.ts';

interface Measurements extends DBSchema {
  measurements: { key: string; value: unknown };
}

/** More than this are never needed at a time; then all are forgotten, and measured again. */
const mostKept = 50;

/** Opens the database at the first use. */
export function keptMeasurements(name = 'distillation-lab-measurements') {
  const database = keptDatabase<Measurements>(name, [
    (fresh) => {
      fresh.createObjectStore('measurements');
    },
  ]);
  return {
    get: async (key: string): Promise<unknown> => (await database()).get('measurements', key),
    async set(key: string, value: unknown): Promise<void> {
      const { store, done } = (await database()).transaction('measurements', 'readwrite');
      if ((await store.count()) >= mostKept) await store.clear();
      await Promise.all([store.put(value, key), done]);
    },
  };
}
