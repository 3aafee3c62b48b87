/**
 * A shelf of finished runs in memory, for tests.
 */
import type { RunShelf, SavedRun } from './savedRuns.ts';

export interface MapShelf extends RunShelf {
  /** Lays a row of any kind among the rows of every experiment. */
  tamper(row: unknown): void;
}

export function mapShelf(): MapShelf {
  const shelves = new Map<string, Map<string, SavedRun>>();
  const strays: unknown[] = [];
  return {
    async put(experiment, row) {
      const rows = shelves.get(experiment) ?? new Map<string, SavedRun>();
      shelves.set(experiment, rows.set(`${row.record.alpha} ${row.record.run}`, row));
    },
    rows: async (experiment) => [...strays, ...(shelves.get(experiment)?.values() ?? [])],
    experiments: async () =>
      [...shelves].map(([experiment, rows]) => {
        const savedAt = Math.max(...[...rows.values()].map((row) => row.savedAt));
        return { experiment, savedAt };
      }),
    async remove(experiment) {
      shelves.delete(experiment);
    },
    tamper(row) {
      strays.push(row);
    },
  };
}
