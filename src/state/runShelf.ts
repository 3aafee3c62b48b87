/**
 * The shelf of finished runs in this browser's IndexedDB.
 */
import { type DBSchema, keptDatabase } from '../shared/keptDatabase.ts';
import type { RunShelf, SavedRun } from './savedRuns.ts';
import type { SweepRow } from './sweepRow.ts';

interface Shelves extends DBSchema {
  runs: { key: [experiment: string, alpha: number, run: number]; value: SavedRun };
  experiments: { key: string; value: SweepRow };
}

/**
 * Opens the database at the first use, so that a page whose storage is forbidden still starts.
 *
 * @param name of the database; tests use their own.
 */
export function indexedRunShelf(name = 'distillation-lab-runs'): RunShelf {
  const database = keptDatabase<Shelves>(name, (fresh) => {
    fresh.createObjectStore('runs');
    fresh.createObjectStore('experiments', { keyPath: 'experiment' });
  });
  /** An empty list sorts after every number, so this covers all alphas and runs of one experiment. */
  const allOf = (experiment: string) => IDBKeyRange.bound([experiment], [experiment, []]);
  return {
    async put(experiment, rows, merge) {
      const transaction = (await database()).transaction(['runs', 'experiments'], 'readwrite');
      const runs = transaction.objectStore('runs');
      const sweeps = transaction.objectStore('experiments');
      const replace = async () => {
        const before = await sweeps.get(experiment);
        const replaced = sweeps.put(merge(before));
        // Not when the page next has a moment: it may be left by then.
        transaction.commit();
        await replaced;
      };
      await Promise.all([
        ...rows.map((row) => runs.put(row, [experiment, row.record.alpha, row.record.run])),
        replace(),
        transaction.done,
      ]);
    },
    async change(experiment, merge) {
      const transaction = (await database()).transaction('experiments', 'readwrite');
      const before = await transaction.store.get(experiment);
      await Promise.all([before && transaction.store.put(merge(before)), transaction.done]);
    },
    rows: async (experiment) => (await database()).getAll('runs', allOf(experiment)),
    sweeps: async () => (await database()).getAll('experiments'),
    async remove(experiment) {
      const transaction = (await database()).transaction(['runs', 'experiments'], 'readwrite');
      await Promise.all([
        transaction.objectStore('runs').delete(allOf(experiment)),
        transaction.objectStore('experiments').delete(experiment),
        transaction.done,
      ]);
    },
  };
}
