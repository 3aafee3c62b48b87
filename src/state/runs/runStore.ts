/**
 * Finished runs in this browser's IndexedDB.
 */
import { type DBSchema, keptDatabase } from '../../base/keptDatabase.ts';
import type { RunId } from '../../protocol/runId.ts';
import type { RunStore, SavedRun } from './savedRuns.ts';
import type { SweepRow } from './sweepRow.ts';

/** By what a run is kept beside its experiment's text: version 1 named it by alpha and run. What it kept so stays so. */
type RunKey = [experiment: string, id: RunId] | [experiment: string, alpha: number, run: number];

interface RunTables extends DBSchema {
  runs: { key: RunKey; value: SavedRun };
  experiments: { key: string; value: SweepRow };
}

/**
 * Opens the database at the first use, so that a page whose storage is forbidden still starts.
 *
 * @param name of the database; tests use their own.
 */
export function indexedRunStore(name = 'distillation-lab-runs'): RunStore {
  const database = keptDatabase<RunTables>(name, [
    (fresh) => {
      fresh.createObjectStore('runs');
      fresh.createObjectStore('experiments', { keyPath: 'experiment' });
    },
  ]);
  /** An empty list sorts after every number and text, so this covers all runs of one experiment, however they are named. */
  const allOf = (experiment: string) => IDBKeyRange.bound([experiment], [experiment, []]);
  const write = async (
    experiment: string,
    rows: readonly (readonly [key: RunKey, value: SavedRun])[],
    merge: (before: SweepRow | undefined) => SweepRow,
  ) => {
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
    await Promise.all([...rows.map(([key, value]) => runs.put(value, key)), replace(), transaction.done]);
  };
  return {
    put: (experiment, rows, merge) =>
      write(
        experiment,
        rows.map((row) => [[experiment, row.record.id], row]),
        merge,
      ),
    async change(experiment, merge) {
      const transaction = (await database()).transaction('experiments', 'readwrite');
      const before = await transaction.store.get(experiment);
      await Promise.all([before && transaction.store.put(merge(before)), transaction.done]);
    },
    rows: async (experiment) => (await database()).getAll('runs', allOf(experiment)),
    sweeps: async () => (await database()).getAll('experiments'),
    async take(experiment) {
      const transaction = (await database()).transaction(['runs', 'experiments'], 'readwrite');
      const runs = transaction.objectStore('runs');
      const sweeps = transaction.objectStore('experiments');
      const range = allOf(experiment);
      const [keys, values, sweep] = await Promise.all([
        runs.getAllKeys(range),
        runs.getAll(range),
        sweeps.get(experiment),
      ]);
      await Promise.all([runs.delete(range), sweeps.delete(experiment), transaction.done]);
      return { rows: keys.map((key, i) => ({ key, value: values[i] })), sweep };
    },
    putBack: (experiment, rows, merge) =>
      write(
        experiment,
        // They were taken from here, or are as another store keeps them; both name the experiment first.
        rows.map(({ key, value }) => [key as RunKey, value as SavedRun]),
        merge,
      ),
  };
}
