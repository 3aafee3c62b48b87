/**
 * The database that says what is kept: its object stores, as every release since the first has had them.
 */
import { type DBSchema, keptDatabase } from '../../base/keptDatabase.ts';
import type { SavedTeacher } from '../../protocol/records.ts';
import type { ByteStore } from './bytes.ts';
import type { KeptFile } from './keptFiles.ts';
import type { KeptFolder } from './keptRows.ts';

interface Index extends DBSchema {
  /** Only where the browser has no files for the page. */
  bytes: { key: string; value: Uint8Array<ArrayBuffer> };
  folders: { key: string; value: KeptFolder };
  teachers: { key: string; value: SavedTeacher & { readonly file?: KeptFile } };
}

export type Database = ReturnType<typeof keptIndex>;

export function keptIndex(name: string) {
  return keptDatabase<Index>(name, [
    (fresh) => {
      fresh.createObjectStore('folders', { keyPath: 'key' });
      fresh.createObjectStore('teachers', { keyPath: 'id' });
      fresh.createObjectStore('bytes');
    },
  ]);
}

/** Bytes in the database itself, where the browser has no files for the page. */
export function bytesInRows(database: Database): ByteStore {
  return {
    async put(name, bytes) {
      await (await database()).put('bytes', bytes, name);
    },
    get: async (name) => (await database()).get('bytes', name),
    remove: async (name) => (await database()).delete('bytes', name),
    names: async () => (await database()).getAllKeys('bytes'),
  };
}
