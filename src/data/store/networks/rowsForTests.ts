import type { NetworkRows } from './networks.ts';
import type { KeptNetwork } from './rows.ts';

/** Rows in memory, found as the database's indexes find them. */
export function memoryRows(): NetworkRows & { readonly rows: Map<string, unknown> } {
  const rows = new Map<string, unknown>();
  const where = (is: (row: KeptNetwork) => boolean) =>
    [...rows.values()].filter((row) => is(row as KeptNetwork));
  return {
    rows,
    all: async () => [...rows.values()],
    get: async (id) => rows.get(id),
    madeBy: async (key) => where(({ made }) => made?.key === key),
    ofExperiment: async (link) => where(({ origin }) => origin?.experiment === link),
    put: async (row) => void rows.set(row.id, structuredClone(row)),
    remove: async (id) => void rows.delete(id),
  };
}
