import { beforeEach, describe, expect, it } from 'vitest';
import { indexedRunShelf } from './runShelf.ts';
import { sampleRun, smallExperiment } from './sampleReports.ts';
import { createSavedRuns } from './savedRuns.ts';

const other = { ...smallExperiment, seed: 1 };

beforeEach(async () => {
  const shelf = indexedRunShelf();
  for (const { experiment } of await shelf.experiments()) await shelf.remove(experiment);
});

describe('indexedRunShelf', () => {
  it('keeps runs for the next visit, each experiment’s apart', async () => {
    const saved = createSavedRuns(indexedRunShelf(), Date.now);
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.add(smallExperiment, sampleRun(1, 2, 2));
    await saved.add(other, sampleRun(1, 1, 2));
    const nextVisit = createSavedRuns(indexedRunShelf(), Date.now);
    expect(await nextVisit.read(smallExperiment)).toEqual([sampleRun(0, 1, 2), sampleRun(1, 2, 2)]);
    await nextVisit.forget(smallExperiment);
    expect(await nextVisit.read(smallExperiment)).toEqual([]);
    expect(await nextVisit.read(other)).toEqual([sampleRun(1, 1, 2)]);
  });

  it('says when each experiment was last put away', async () => {
    const shelf = indexedRunShelf();
    await shelf.put('a', { version: 1, savedAt: 5, record: sampleRun(0, 1, 2) });
    await shelf.put('a', { version: 1, savedAt: 7, record: sampleRun(0, 2, 2) });
    expect(await shelf.experiments()).toEqual([{ experiment: 'a', savedAt: 7 }]);
  });
});
