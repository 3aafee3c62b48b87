/**
 * A shelf of finished runs in memory among which anything can be laid, for tests.
 */
import { memoryShelf } from './memoryStore.ts';
import type { RunShelf } from './savedRuns.ts';

export interface MapShelf extends RunShelf {
  /** Lays a row of any kind among the rows of every experiment. */
  tamper(row: unknown): void;
}

export function mapShelf(): MapShelf {
  const shelf = memoryShelf();
  const strays: unknown[] = [];
  return {
    ...shelf,
    rows: async (experiment) => [...strays, ...(await shelf.rows(experiment))],
    tamper(row) {
      strays.push(row);
    },
  };
}
