import { describe, expect, it } from 'vitest';
import { distilStage, historyOf } from '../../protocol/record.ts';
import { alphaRunId, runNameOf } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { pointOf } from '../../spec/point.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { sampleRun, smallExperiment } from '../lab/sampleReports.ts';
import { mapStore } from './mapStore.ts';
import { createSavedRuns, sweepsKept } from './savedRuns.ts';

function fresh() {
  let time = 0;
  const store = mapStore();
  return { store, saved: createSavedRuns(store, () => ++time) };
}

function recipeOf(text: string): readonly StageSpec[] {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error(text);
  return read.recipe;
}

describe('createSavedRuns', () => {
  it('gives back the finished runs of the same experiment only', async () => {
    const { saved } = fresh();
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.add(smallExperiment, sampleRun(1, 2, 2));
    expect(await saved.read({ ...smallExperiment })).toEqual([sampleRun(0, 1, 2), sampleRun(1, 2, 2)]);
    expect(await saved.read({ ...smallExperiment, temperature: 5 })).toEqual([]);
    await saved.takeOf(smallExperiment);
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
    const experiments = Array.from({ length: sweepsKept + 2 }, (_, seed): Experiment => {
      return { ...smallExperiment, seed };
    });
    for (const experiment of experiments.slice(0, -1)) await saved.add(experiment, sampleRun(0, 1, 2));
    await saved.add(experiments[1] as Experiment, sampleRun(0, 2, 2));
    await saved.add(experiments.at(-1) as Experiment, sampleRun(0, 1, 2));
    const counts = await Promise.all(experiments.map(async (one) => (await saved.read(one)).length));
    expect(counts.slice(0, 4)).toEqual([0, 2, 0, 1]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(sweepsKept + 1);
  });

  it('lets old sweeps go where their curves take too much room, but never the newest', async () => {
    const { saved } = fresh();
    // 400 bytes an epoch: 21 runs of 1000 epochs are 8.4 MB, so that 100 MB hold eleven such sweeps.
    const long = { ...smallExperiment, epochs: 1000, runs: 21, alphas: [1] };
    for (let seed = 1; seed <= 13; seed++) {
      for (let run = 1; run <= 21; run++) await saved.add({ ...long, seed }, sampleRun(1, run, 1000));
      await saved.describe({ ...long, seed }, { seconds: 1 });
    }
    const { sweeps, bytes } = await saved.list();
    expect(sweeps.map((sweep) => sweep.experiment.seed)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(bytes).toBe(92_400_000);
  });

  it('keeps each sweep with a teacher from a file by itself, and takes none up: the next file may be another', async () => {
    const { saved } = fresh();
    const experiment = { ...smallExperiment, teacher: 'file' };
    const again = { ...experiment };
    await saved.add(experiment, sampleRun(0, 1, 2), { teacherLabel: 'one.safetensors' });
    await saved.add(experiment, sampleRun(0, 2, 2), { teacherLabel: 'one.safetensors' });
    await saved.add(again, sampleRun(0, 1, 2), { teacherLabel: 'two.safetensors' });
    expect(await saved.read(experiment)).toEqual([]);
    const { sweeps } = await saved.list();
    expect(sweeps.map(({ about, ends }) => [about.teacherLabel, ends.length])).toEqual([
      ['two.safetensors', 1],
      ['one.safetensors', 2],
    ]);
    expect(sweeps.map((sweep) => sweep.experiment)).toEqual([experiment, experiment]);
    const [newest] = sweeps;
    expect(newest && (await saved.runsOf(newest))).toEqual([sampleRun(0, 1, 2)]);
  });

  it('tells of a run by the network that it gave in the end, also where nothing was trained', async () => {
    const { saved } = fresh();
    const measures = (accuracy: number) => ({ loss: 1, accuracy, difference: 0.5 });
    const stage = (kind: string, accuracy: number) => ({
      ...{ kind, level: 0, history: [] },
      measures: measures(accuracy),
    });
    const alone: Experiment = { ...smallExperiment, recipe: recipeOf('prune; quantise') };
    const run = { ...runNameOf(pointOf(1), 1), seed: 1, status: 'finished' } as const;
    await saved.add(alone, { ...run, stages: [stage('prune', 0.75), stage('quantise', 0.25)] });
    const after: Experiment = { ...smallExperiment, recipe: recipeOf('distil; prune') };
    const [distilled] = sampleRun(1, 1, 2).stages;
    await saved.add(after, { ...run, stages: [distilled ?? distilStage([]), stage('prune', 0.5)] });
    const { sweeps } = await saved.list();
    expect(sweeps.map(({ ends }) => ends)).toEqual([
      [expect.objectContaining({ accuracy: 0.5, epochs: 2 })],
      [expect.objectContaining({ accuracy: 0.25, epochs: 0 })],
    ]);
  });

  it('keeps what the loss ledger measured', async () => {
    const { saved } = fresh();
    const run = sampleRun(0, 1, 2);
    const gradients = { hard: 0.5, soft: 1.5, cosine: -0.25 };
    const history = historyOf(run).map((record) => ({ ...record, gradients }));
    const measured = { ...run, stages: [distilStage(history)] };
    await saved.add(smallExperiment, measured);
    expect(await saved.read(smallExperiment)).toEqual([measured]);
  });

  const good = { version: 1, savedAt: 1, record: sampleRun(0, 1, 2) };
  const [first, second] = historyOf(good.record);
  const changed = (part: object) => ({ ...good, record: { ...good.record, ...part } });
  const lasting = (...history: readonly unknown[]) =>
    changed({ stages: [{ ...good.record.stages[0], history }] });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'a run'],
    ['another version', { ...good, version: 99 }],
    ['a cosine that is none', lasting({ ...first, gradients: { hard: 1, soft: 1, cosine: 2 } }, second)],
    ['an unfinished run', changed({ status: 'running' })],
    ['a run of another sweep', changed(runNameOf(pointOf(0), 3))],
    ['an alpha of another sweep', changed(runNameOf(pointOf(0.5), 1))],
    ['an axis of another sweep', changed(runNameOf({ alpha: 0, 'prune.keep': 0.5 }, 1))],
    ['a name of another run', changed({ id: alphaRunId(1, 1) })],
    ['a name of none', changed({ id: 'alpha=0' })],
    ['no stage', changed({ stages: [] })],
    ['another stage', changed({ stages: [{ ...good.record.stages[0], kind: 'prune' }] })],
    ['more stages than the recipe has', changed({ stages: [...good.record.stages, ...good.record.stages] })],
    ['too few epochs', lasting(first)],
    ['epochs out of order', lasting(second, first)],
    [
      'an accuracy above 1',
      lasting(first, { ...second, validation: { ...second?.validation, accuracy: 2 } }),
    ],
    ['a loss that is no number', lasting(first, { ...second, train: { ...second?.train, loss: '1' } })],
  ])('drops %s', async (_name, row) => {
    const { store, saved } = fresh();
    await saved.add(smallExperiment, sampleRun(1, 1, 2));
    store.tamper(row);
    expect(await saved.read(smallExperiment)).toEqual([sampleRun(1, 1, 2)]);
  });

  it('keeps for this visit what the browser refuses to keep, and says so', async () => {
    const refuse = () => Promise.reject(new Error('storage is forbidden'));
    const saved = createSavedRuns(
      { put: refuse, change: refuse, rows: refuse, sweeps: refuse, take: refuse, putBack: refuse },
      () => 1,
    );
    expect(await saved.list()).toEqual({ sweeps: [], bytes: 0, refused: false });
    await saved.add(smallExperiment, sampleRun(0, 1, 2), { seconds: 3 });
    expect(await saved.read(smallExperiment)).toEqual([sampleRun(0, 1, 2)]);
    expect(await saved.list()).toMatchObject({ refused: true, sweeps: [{ about: { seconds: 3 } }] });
    await saved.takeOf(smallExperiment);
    expect(await saved.read(smallExperiment)).toEqual([]);
  });

  it('counts a sweep once when storage fills up in the middle of it', async () => {
    const store = mapStore();
    let full = false;
    const put: typeof store.put = (...given) =>
      full ? Promise.reject(new Error('full')) : store.put(...given);
    const saved = createSavedRuns({ ...store, put }, () => 1);
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    full = true;
    await saved.add(smallExperiment, sampleRun(1, 1, 2));
    const { sweeps } = await saved.list();
    expect(sweeps.map((sweep) => sweep.ends.length)).toEqual([2]);
    expect(await saved.read(smallExperiment)).toEqual([sampleRun(0, 1, 2), sampleRun(1, 1, 2)]);
    // Trained anew, a run is in both stores.
    await saved.add(smallExperiment, { ...sampleRun(0, 1, 2), seed: 9 });
    const [again] = (await saved.list()).sweeps;
    expect(again?.ends.map(({ alpha, run, seed }) => [alpha, run, seed])).toEqual([
      [0, 1, 9],
      [1, 1, 1],
    ]);
  });

  it('writes runs together that end while others are written', async () => {
    const store = mapStore();
    const writings: number[] = [];
    const put: typeof store.put = async (id, rows, merge) => {
      writings.push(rows.length);
      await new Promise((written) => setTimeout(written, 1));
      await store.put(id, rows, merge);
    };
    const saved = createSavedRuns({ ...store, put }, () => 1);
    const runs = [1, 2].flatMap((run) => [sampleRun(0, run, 2), sampleRun(1, run, 2)]);
    const adding = runs.map((run) => saved.add(smallExperiment, run, { validationImages: 40 }));
    // And with them what is told of the sweep.
    adding.push(saved.describe(smallExperiment, { validationImages: 40, seconds: 7 }));
    // What is asked meanwhile waits for them.
    expect(await saved.read(smallExperiment)).toEqual([runs[0], runs[2], runs[1], runs[3]]);
    expect(writings).toEqual([1, 3]);
    await Promise.all(adding);
    const [sweep] = (await saved.list()).sweeps;
    expect(sweep).toMatchObject({ about: { validationImages: 40, seconds: 7 } });
    expect(sweep?.ends).toHaveLength(4);
  });

  it('puts back what a newer version wrote as it lay there, where a sweep’s deletion is undone', async () => {
    const { store, saved } = fresh();
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    const [sweep] = (await saved.list()).sweeps;
    if (!sweep) throw new Error('nothing is listed');
    const newer = { key: [sweep.id, { unheard: 'of' }], value: { version: 99, record: { id: 7 } } };
    await store.putBack(sweep.id, [newer], (row) => ({
      experiment: sweep.id,
      savedAt: 1,
      ...row,
      more: [1],
    }));
    const before = { rows: await store.rows(sweep.id), sweeps: await store.sweeps() };
    const taken = await saved.take(sweep);
    expect(taken.runs).toHaveLength(1);
    expect(await store.rows(sweep.id)).toEqual([]);
    expect(await store.sweeps()).toEqual([]);
    await saved.putBack(taken);
    expect({ rows: await store.rows(sweep.id), sweeps: await store.sweeps() }).toEqual(before);
  });

  it('reads a run that version 1 named, and its later one by today’s name instead', async () => {
    const { store, saved } = fresh();
    await saved.add(smallExperiment, sampleRun(1, 1, 2));
    const id = (await saved.list()).sweeps[0]?.id ?? '';
    const { alphas } = smallExperiment;
    const history = historyOf(sampleRun(0, 1, 2));
    const record = { alpha: alphas[0], run: 1, seed: 4, status: 'finished', history };
    const old = { key: [id, 0, 1], value: { version: 1, savedAt: 0, record } };
    await store.putBack(id, [old], (row) => ({ experiment: id, savedAt: 1, ...row }));
    expect(await saved.read(smallExperiment)).toMatchObject([
      { id: 'alpha=0#1', seed: 4 },
      { id: 'alpha=1#1' },
    ]);
    await saved.add(smallExperiment, { ...sampleRun(0, 1, 2), seed: 5 });
    expect(await saved.read(smallExperiment)).toMatchObject([
      { id: 'alpha=0#1', seed: 5 },
      { id: 'alpha=1#1' },
    ]);
    expect(await store.rows(id)).toHaveLength(3);
  });

  it('tells of every change', async () => {
    const { saved } = fresh();
    let told = 0;
    const stop = saved.subscribe(() => told++);
    await saved.add(smallExperiment, sampleRun(0, 1, 2));
    await saved.rename((await saved.list()).sweeps[0]?.id ?? '', '  first  ');
    expect((await saved.list()).sweeps[0]?.name).toBe('first');
    stop();
    await saved.clear();
    expect(told).toBe(2);
  });

  it('leaves out what is broken in a sweep’s row, and sweeps of settings that it does not know', async () => {
    const { store, saved } = fresh();
    await saved.add(smallExperiment, sampleRun(0, 1, 2), { seconds: 3 });
    const id = (await saved.list()).sweeps[0]?.id ?? '';
    await store.change(id, (row) => ({ ...row, about: { seconds: -1 }, name: 'x'.repeat(900) }));
    expect((await saved.list()).sweeps).toMatchObject([{ about: {}, name: undefined }]);
    const merge = () => ({ experiment: 'colour=blue', savedAt: 1, ends: [] });
    await store.put('colour=blue', [{ version: 1, savedAt: 1, record: sampleRun(0, 1, 2) }], merge);
    expect((await saved.list()).sweeps).toHaveLength(1);
  });
});
