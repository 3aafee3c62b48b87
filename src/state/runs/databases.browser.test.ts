import { deleteDB, openDB } from 'idb';
import { expect, it } from 'vitest';
import { openLogitsStore } from '../../data/store/logits.ts';
import { keptMeasurements } from '../../data/store/measurements.ts';
import { openNetworks } from '../../data/store/networks/openNetworks.ts';
import { openStore } from '../../data/store/store.ts';
import { plainRun } from '../../protocol/record.ts';
import { indexedRunStore } from './runStore.ts';

const run = plainRun({ alpha: 1, run: 1, seed: 1, status: 'finished', history: [] });
const teacher = { label: 'a', dataset: 'insects', accuracy: 0.5, savedAt: '2026-01-01T00:00:00Z' };

const network = { label: 'a', architecture: {}, recipe: 'distil', measurements: {} };

/** Every database of the lab: how it is opened, something kept in it, and whether that is there. */
const databases = {
  async data(name: string) {
    const store = await openStore(name);
    return {
      keep: () => store.keepTeacher({ ...teacher, id: 'saved-1' }, Uint8Array.of(1)),
      has: async () => (await store.teachers()).length > 0,
    };
  },
  async answers(name: string) {
    const answers = await openLogitsStore(name);
    const one = { table: Float32Array.of(1, 2), known: Uint8Array.of(1) };
    return {
      keep: () => answers.put('a', one),
      has: async () => (await answers.get('a', 1, 2)) !== undefined,
    };
  },
  async measurements(name: string) {
    const measurements = keptMeasurements(name);
    return {
      keep: () => measurements.set('a', 1),
      has: async () => (await measurements.get('a')) !== undefined,
    };
  },
  async networks(name: string) {
    const networks = await openNetworks(name);
    return {
      keep: () => networks.put(network, Uint8Array.of(1)),
      has: async () => (await networks.list()).length > 0,
    };
  },
  async runs(name: string) {
    const runs = indexedRunStore(name);
    return {
      keep: () =>
        runs.put('a', [{ version: 1, record: run, savedAt: 1 }], (before) => ({
          ...before,
          experiment: 'a',
          savedAt: 1,
        })),
      has: async () => (await runs.rows('a')).length > 0,
    };
  },
};

/** Whether another connection is in the way of `work`, which calls what it is given if so. */
function isBlocked(work: (onBlocked: () => void) => Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    work(() => resolve(true)).then(() => resolve(false), reject);
  });
}

const remove = (name: string) => (onBlocked: () => void) => deleteDB(name, { blocked: onBlocked });
const raise = (name: string) => async (onBlocked: () => void) =>
  (await openDB(name, 9, { blocked: onBlocked })).close();

it.each(Object.entries(databases))(
  'the database of %s gives way to who deletes it or raises its version, and opens again when it is used',
  async (kind, open) => {
    const name = `test-gives-way-${kind}-${Date.now()}`;
    const { keep, has } = await open(name);
    await keep();
    expect(await has()).toBe(true);
    expect(await isBlocked(remove(name))).toBe(false);
    expect(await has()).toBe(false);
    await keep();
    expect(await has()).toBe(true);
    expect(await isBlocked(raise(name))).toBe(false);
    // What a later release made of it is not for this one.
    await expect(keep()).rejects.toThrow();
    expect(await isBlocked(remove(name))).toBe(false);
    await keep();
    expect(await has()).toBe(true);
    await deleteDB(name);
  },
);
