/**
 * A shelf of finished runs in memory: what a browser refuses to keep lasts at least as long as the page.
 */
import type { RunShelf, SavedRun } from './savedRuns.ts';
import type { SweepRow } from './sweepRow.ts';

export function memoryShelf(): RunShelf {
  const runs = new Map<string, Map<string, SavedRun>>();
  const sweeps = new Map<string, SweepRow>();
  return {
    async put(experiment, rows, merge) {
      const all = runs.get(experiment) ?? new Map<string, SavedRun>();
      for (const row of rows) all.set(`${row.record.alpha} ${row.record.run}`, row);
      runs.set(experiment, all);
      sweeps.set(experiment, merge(sweeps.get(experiment)));
    },
    async change(experiment, merge) {
      const before = sweeps.get(experiment);
      if (before) sweeps.set(experiment, merge(before));
    },
    rows: async (experiment) => [...(runs.get(experiment)?.values() ?? [])],
    sweeps: async () => [...sweeps.values()],
    async remove(experiment) {
      runs.delete(experiment);
      sweeps.delete(experiment);
    },
  };
}
