/**
 * Finished runs in memory: what a browser refuses to keep lasts at least as long as the page.
 */
import type { HeldRow, RunStore } from './savedRuns.ts';
import type { SweepRow } from './sweepRow.ts';

export function memoryStore(): RunStore {
  const runs = new Map<string, Map<string, HeldRow>>();
  const sweeps = new Map<string, SweepRow>();
  const write: RunStore['putBack'] = async (experiment, rows, merge) => {
    const all = runs.get(experiment) ?? new Map<string, HeldRow>();
    for (const row of rows) all.set(JSON.stringify(row.key), row);
    runs.set(experiment, all);
    sweeps.set(experiment, merge(sweeps.get(experiment)));
  };
  const rowsOf = (experiment: string) => [...(runs.get(experiment)?.values() ?? [])];
  return {
    put: (experiment, rows, merge) =>
      write(
        experiment,
        rows.map((value) => ({ key: [experiment, value.record.id], value })),
        merge,
      ),
    async change(experiment, merge) {
      const before = sweeps.get(experiment);
      if (before) sweeps.set(experiment, merge(before));
    },
    rows: async (experiment) => rowsOf(experiment).map(({ value }) => value),
    sweeps: async () => [...sweeps.values()],
    async take(experiment) {
      const taken = { rows: rowsOf(experiment), sweep: sweeps.get(experiment) };
      runs.delete(experiment);
      sweeps.delete(experiment);
      return taken;
    },
    putBack: write,
  };
}
