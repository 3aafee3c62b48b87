/**
 * Sweeps that version 1 kept, as its database held them, and results that it put into links.
 */
import { describe, expect, it } from 'vitest';
import { assignmentsOf, plannedStages } from '../../protocol/assignments.ts';
import { historyOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { experimentOf } from '../../spec/link.ts';
import fragments from '../../spec/migrations/corpus/fragments.json' with { type: 'json' };
import recipes from '../../spec/migrations/corpus/recipes.json' with { type: 'json' };
import corpus from '../../spec/migrations/corpus/runs.json' with { type: 'json' };
import { sampleRun } from '../lab/sampleReports.ts';
import { experimentKey } from './experimentKey.ts';
import { memoryStore } from './memoryStore.ts';
import { resultsOf } from './resultsFragment.ts';
import { createSavedRuns, type RunStore } from './savedRuns.ts';
import type { SweepRow } from './sweepRow.ts';

/** A store with the rows as they lay there, and one change to each. */
async function storeOf(change: (row: object) => object = (row) => row): Promise<RunStore> {
  const store = memoryStore();
  for (const { key, value } of corpus.experiments) {
    const runs = corpus.runs
      .filter(({ key: [of] }) => of === key)
      .map((run) => ({ key: run.key, value: change(run.value) }));
    await store.putBack(key, runs, () => change(value) as SweepRow);
  }
  return store;
}

/** A record in the words of version 1. */
function asVersion1({ id, point, stages, ...more }: RunRecord) {
  expect(stages).toHaveLength(1);
  return { ...more, alpha: point.alpha, history: stages[0]?.history };
}

describe('sweeps kept by version 1', () => {
  it('are listed with their names, settings and ends, and give back every run', async () => {
    const saved = createSavedRuns(await storeOf(), () => 0);
    const { sweeps } = await saved.list();
    expect(sweeps.map(({ id }) => id).sort()).toEqual(corpus.experiments.map(({ key }) => key).sort());
    expect(sweeps.filter(({ name }) => name === 'Three epochs')).toHaveLength(1);
    for (const sweep of sweeps) {
      // As a database reads them: by alpha, then by run.
      const rows = corpus.runs
        .filter(({ key: [of] }) => of === sweep.id)
        .sort(({ key: [, a, i] }, { key: [, b, k] }) => Number(a) - Number(b) || Number(i) - Number(k));
      const runs = await saved.runsOf(sweep);
      expect(runs.map(asVersion1)).toEqual(rows.map(({ value }) => value.record));
      expect(runs.map(({ id }) => id)).toEqual(
        rows.map(({ key: [, alpha, run] }) => `alpha=${alpha}#${run}`),
      );
      expect(sweep.ends).toHaveLength(rows.length);
    }
  });

  it('are taken up again by the link that made them', async () => {
    const saved = createSavedRuns(await storeOf(), () => 0);
    const { experiment } = experimentOf('?alphas=0,0.5,1&runs=2&epochs=3');
    expect((await saved.recall(experiment)).runs).toHaveLength(6);
  });

  it('keep what this release does not know of them when they are taken away and put back', async () => {
    const more = { unheard: [1, 'of'] };
    const withMore = (row: object) =>
      'record' in row ? { ...row, record: { ...(row.record as object), ...more } } : { ...row, about: more };
    const store = await storeOf(withMore);
    const saved = createSavedRuns(store, () => 0);
    for (const sweep of (await saved.list()).sweeps) await saved.putBack(await saved.take(sweep));
    const rows = await store.sweeps();
    expect(rows).toHaveLength(corpus.experiments.length);
    for (const row of rows) expect(row).toMatchObject({ about: more });
    for (const { key } of corpus.experiments) {
      for (const row of await store.rows(key)) expect(row).toMatchObject({ record: more });
    }
  });

  it('are not read where a newer version wrote them, and stay', async () => {
    const newer = (row: object) => ('version' in row ? { ...row, version: 99 } : row);
    const store = await storeOf(newer);
    const saved = createSavedRuns(store, () => 0);
    for (const sweep of (await saved.list()).sweeps) expect(await saved.runsOf(sweep)).toEqual([]);
    expect(await store.rows(corpus.experiments[0]?.key ?? '')).not.toEqual([]);
  });
});

describe('a sweep with a recipe that version 2 kept', () => {
  it.each(recipes.links)('is taken up again by the link that made it: $link', async ({ link, key }) => {
    const { experiment } = experimentOf(link);
    expect(experimentKey(experiment)).toBe(key);
    const [{ point, id, run } = { point: {}, id: '', run: 0 }] = assignmentsOf(experiment);
    const stages = plannedStages(experiment, point).map(({ kind, epochs }) => ({
      ...{ kind, level: 0, measures: { loss: 1, accuracy: 0.5, difference: 1 } },
      history: historyOf(sampleRun(0, 1, epochs)),
    }));
    const record = { id, point, run, seed: 1, status: 'finished', stages };
    const store = memoryStore();
    await store.putBack(
      key,
      [{ key: [key, id], value: { version: 2, savedAt: 1, record } }],
      () => ({ experiment: key, savedAt: 1 }) as SweepRow,
    );
    const saved = createSavedRuns(store, () => 0);
    expect((await saved.read(experiment)).map((one) => one.id)).toEqual([id]);
    expect((await saved.list()).sweeps.map((sweep) => sweep.experiment)).toEqual([experiment]);
  });
});

describe('results in a link of version 1', () => {
  it.each(fragments)('open as they did: $link', ({ link, fragment, results }) => {
    const { experiment } = experimentOf(link);
    // JSON has no NaN: what was not measured stands there as null.
    const opened = resultsOf(fragment, experiment);
    if (!opened || !('shared' in opened)) throw new Error('it does not open');
    const read = { ...opened, shared: { ...opened.shared, runs: opened.shared.runs.map(asVersion1) } };
    expect(JSON.parse(JSON.stringify(read))).toEqual(results);
  });
});
