/**
 * Finished runs in memory among which anything can be laid, for tests.
 */
import { memoryStore } from './memoryStore.ts';
import type { RunStore } from './savedRuns.ts';

export interface MapStore extends RunStore {
  /** Lays a row of any kind among the rows of every experiment. */
  tamper(row: unknown): void;
}

export function mapStore(): MapStore {
  const store = memoryStore();
  const strays: unknown[] = [];
  return {
    ...store,
    rows: async (experiment) => [...strays, ...(await store.rows(experiment))],
    tamper(row) {
      strays.push(row);
    },
  };
}
