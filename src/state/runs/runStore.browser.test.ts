import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleRun, smallExperiment } from '../lab/sampleReports.ts';
import { experimentKey } from './experimentKey.ts';
import { indexedRunStore } from './runStore.ts';
import { createSavedRuns } from './savedRuns.ts';

const other = { ...smallExperiment, seed: 1 };

beforeEach(async () => {
  await createSavedRuns(indexedRunStore(), Date.now).clear();
});

describe('indexedRunStore', () => {
  it('keeps runs for the next visit, each experiment’s apart', async () => {
    const saved = createSavedRuns(indexedRunStore(), Date.now);
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.add(smallExperiment, sampleRun(1, 2, 2));
    await saved.add(other, sampleRun(1, 1, 2));
    const nextVisit = createSavedRuns(indexedRunStore(), Date.now);
    expect(await nextVisit.read(smallExperiment)).toEqual([sampleRun(0, 1, 2), sampleRun(1, 2, 2)]);
    await nextVisit.takeOf(smallExperiment);
    expect(await nextVisit.read(smallExperiment)).toEqual([]);
    expect(await nextVisit.read(other)).toEqual([sampleRun(1, 1, 2)]);
  });

  it('lists sweeps for the next visit with what was told of them, and forgets one or all', async () => {
    let time = 0;
    const saved = createSavedRuns(indexedRunStore(), () => ++time);
    await saved.add(smallExperiment, sampleRun(0, 1, 2), { validationImages: 40 });
    await saved.add(smallExperiment, sampleRun(0, 2, 2), { validationImages: 40 });
    await saved.add(other, sampleRun(1, 1, 2));
    await saved.describe(smallExperiment, { validationImages: 40, seconds: 7 });
    const nextVisit = createSavedRuns(indexedRunStore(), () => ++time);
    const { sweeps, refused } = await nextVisit.list();
    expect(refused).toBe(false);
    expect(sweeps.map(({ experiment, savedAt }) => [experiment.seed, savedAt])).toEqual([
      [other.seed, 3],
      [smallExperiment.seed, 2],
    ]);
    expect(sweeps[1]?.about).toEqual({ validationImages: 40, seconds: 7 });
    expect(sweeps[1]?.ends.map((end) => [end.alpha, end.run])).toEqual([
      [0, 1],
      [0, 2],
    ]);
    const [newest] = sweeps;
    if (!newest) throw new Error('nothing is listed');
    await nextVisit.rename(newest.id, 'before the holidays');
    const taken = await nextVisit.take(newest);
    expect((await nextVisit.list()).sweeps.map((sweep) => sweep.experiment.seed)).toEqual([0]);
    await nextVisit.putBack(taken);
    expect((await nextVisit.list()).sweeps.map((sweep) => sweep.savedAt)).toEqual([3, 2]);
    expect(await nextVisit.read(other)).toEqual([sampleRun(1, 1, 2)]);
    await nextVisit.clear();
    expect((await nextVisit.list()).sweeps).toEqual([]);
  });

  it('opens again what could not be opened once', async () => {
    const saved = createSavedRuns(indexedRunStore(), Date.now);
    const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('not now', 'UnknownError');
    });
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    expect(await saved.list()).toMatchObject({ refused: true });
    await saved.add(smallExperiment, sampleRun(0, 2, 2));
    refused.mockRestore();
    const nextVisit = createSavedRuns(indexedRunStore(), Date.now);
    expect(await nextVisit.read(smallExperiment)).toEqual([sampleRun(0, 2, 2)]);
  });

  it('lists what an earlier release kept, which told nothing of its sweeps', async () => {
    const saved = createSavedRuns(indexedRunStore(), Date.now);
    await saved.add(smallExperiment, sampleRun(1, 1, 2));
    const database = await openDB('distillation-lab-runs', 1);
    const key = experimentKey(smallExperiment);
    await database.put('experiments', { experiment: key, savedAt: 5 });
    database.close();
    const { sweeps } = await createSavedRuns(indexedRunStore(), Date.now).list();
    expect(sweeps).toMatchObject([{ savedAt: 5, about: {}, ends: [{ alpha: 1, run: 1, accuracy: 0.5 }] }]);
  });
});
