import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../shared/experiment.ts';
import { mapShelf } from './mapShelf.ts';
import { sampleRun, smallExperiment } from './sampleReports.ts';
import { createSavedRuns, experimentsKept } from './savedRuns.ts';

function fresh() {
  let time = 0;
  const shelf = mapShelf();
  return { shelf, saved: createSavedRuns(shelf, () => ++time) };
}

describe('createSavedRuns', () => {
  it('gives back the finished runs of the same experiment only', async () => {
    const { saved } = fresh();
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.add(smallExperiment, sampleRun(1, 2, 2));
    expect(await saved.read({ ...smallExperiment })).toEqual([sampleRun(0, 1, 2), sampleRun(1, 2, 2)]);
    expect(await saved.read({ ...smallExperiment, temperature: 5 })).toEqual([]);
    await saved.forget(smallExperiment);
    expect(await saved.read(smallExperiment)).toEqual([]);
  });

  it('keeps a run once, the newest', async () => {
    const { saved } = fresh();
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.add(smallExperiment, { ...sampleRun(0, 1, 2), seed: 9 });
    expect(await saved.read(smallExperiment)).toMatchObject([{ seed: 9 }]);
  });

  it('lets the experiment go that was untouched for longest', async () => {
    const { saved } = fresh();
    const experiments = Array.from({ length: experimentsKept + 2 }, (_, seed): Experiment => {
      return { ...smallExperiment, seed };
    });
    for (const experiment of experiments.slice(0, -1)) await saved.add(experiment, sampleRun(0, 1, 2));
    await saved.add(experiments[1] as Experiment, sampleRun(0, 2, 2));
    await saved.add(experiments.at(-1) as Experiment, sampleRun(0, 1, 2));
    const counts = await Promise.all(experiments.map(async (one) => (await saved.read(one)).length));
    expect(counts.slice(0, 4)).toEqual([0, 2, 0, 1]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(experimentsKept + 1);
  });

  it('keeps nothing for a teacher from a file, which the next visit cannot tell from another', async () => {
    const { saved } = fresh();
    const experiment = { ...smallExperiment, teacher: 'file' };
    await saved.add(experiment, sampleRun(0, 1, 2));
    expect(await saved.read(experiment)).toEqual([]);
  });

  const good = { version: 1, savedAt: 1, record: sampleRun(0, 1, 2) };
  const [first, second] = good.record.history;
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'a run'],
    ['another version', { ...good, version: 99 }],
    ['an unfinished run', { ...good, record: { ...good.record, status: 'running' } }],
    ['a run of another sweep', { ...good, record: { ...good.record, run: 3 } }],
    ['an alpha of another sweep', { ...good, record: { ...good.record, alpha: 0.5 } }],
    ['too few epochs', { ...good, record: { ...good.record, history: [first] } }],
    ['epochs out of order', { ...good, record: { ...good.record, history: [second, first] } }],
    [
      'an accuracy above 1',
      {
        ...good,
        record: {
          ...good.record,
          history: [first, { ...second, validation: { ...second?.validation, accuracy: 2 } }],
        },
      },
    ],
    [
      'a loss that is no number',
      {
        ...good,
        record: { ...good.record, history: [first, { ...second, train: { ...second?.train, loss: '1' } }] },
      },
    ],
  ])('drops %s', async (_name, row) => {
    const { shelf, saved } = fresh();
    await saved.add(smallExperiment, sampleRun(1, 1, 2));
    shelf.tamper(row);
    expect(await saved.read(smallExperiment)).toEqual([sampleRun(1, 1, 2)]);
  });

  it('stops nothing where the browser keeps nothing', async () => {
    const refuse = () => Promise.reject(new Error('storage is forbidden'));
    const saved = createSavedRuns(
      { put: refuse, rows: refuse, experiments: refuse, remove: refuse },
      () => 0,
    );
    await saved.add(defaultExperiment, sampleRun(0, 1, 12));
    await saved.forget(defaultExperiment);
    expect(await saved.read(defaultExperiment)).toEqual([]);
  });
});
