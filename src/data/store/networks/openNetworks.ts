/**
 * The store of networks in this browser: rows in an IndexedDB database of its own, so that a page of an older release in
 * another tab does not hold it up, and bytes in the page's own files, or in the database where there are none.
 */
import { type DBSchema, keptDatabase, type Upgrade } from '../../../base/keptDatabase.ts';
import { type ByteStore, openFiles, prefixed } from '../bytes.ts';
import { holding, keptFilesOn } from '../keptFiles.ts';
import { type NetworkStore, networkStore } from './networks.ts';
import type { KeptNetwork } from './rows.ts';

interface Networks extends DBSchema {
  networks: {
    key: string;
    value: KeptNetwork;
    /** Since version 2: what decided it, and whose sweep's it is. */
    indexes: { made: string; experiment: string };
  };
  /** Only where the browser has no files for the page. */
  bytes: { key: string; value: Uint8Array<ArrayBuffer> };
}

const upgrades: readonly Upgrade<Networks>[] = [
  (fresh) => {
    fresh.createObjectStore('networks', { keyPath: 'id' });
    fresh.createObjectStore('bytes');
  },
  // Whether a stage's outcome is kept is asked before each stage: no other row is read for it.
  (_, transaction) => {
    const networks = transaction.objectStore('networks');
    networks.createIndex('made', 'made.key');
    networks.createIndex('experiment', 'origin.experiment');
  },
];

/** Bytes of networks that are kept. */
const defaultRoom = 512 * 2 ** 20;

/**
 * @param name of the database; tests use their own.
 * @param room in bytes.
 * @returns rejects where the browser keeps nothing.
 */
export async function openNetworks(
  name = 'distillation-lab-networks',
  room: number = defaultRoom,
): Promise<NetworkStore> {
  const database = keptDatabase<Networks>(name, upgrades);
  await database();
  const inRows: ByteStore = {
    async put(file, bytes) {
      await (await database()).put('bytes', bytes, file);
    },
    get: async (file) => (await database()).get('bytes', file),
    remove: async (file) => (await database()).delete('bytes', file),
    names: async () => (await database()).getAllKeys('bytes'),
  };
  const store = (await openFiles()) ?? inRows;
  const files = keptFilesOn(prefixed(store, `${name}-`));
  return networkStore(
    {
      all: async () => (await database()).getAll('networks'),
      get: async (id) => (await database()).get('networks', id),
      madeBy: async (key) => (await database()).getAllFromIndex('networks', 'made', key),
      ofExperiment: async (link) => (await database()).getAllFromIndex('networks', 'experiment', link),
      async put(row) {
        await (await database()).put('networks', row);
      },
      remove: async (id) => (await database()).delete('networks', id),
    },
    files,
    (mode, work) => holding(name, mode, work),
    room,
  );
}
