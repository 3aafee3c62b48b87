import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import type { Event } from '../protocol/protocol.ts';
import { parseRunId } from '../protocol/runId.ts';
import { type Experiment, fieldOf, isFieldName } from '../spec/experiment.ts';
import { architectureIn } from '../spec/network/architecture.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

/** `tiny` with more settings, as a link spells them. */
function having(settings: Readonly<Record<string, unknown>>): Experiment {
  const given = Object.entries(settings).map(
    ([name, value]) =>
      [name, typeof value === 'string' && isFieldName(name) ? fieldOf(name).parse(value) : value] as const,
  );
  const { experiment, notices } = readExperiment(given, tiny);
  expect(notices).toEqual([]);
  return experiment;
}

const pipeline =
  'distil epochs=1; prune keep=0.5 by=taylor images=16 recalibrate=16; distil epochs=2; quantise bits=8 images=16';

type Ended = Extract<Event, { type: 'stage-ended' }>;
const alphaOf = ({ id }: Pick<Ended, 'id'>) => parseRunId(id)?.point.alpha;

describe('a sweep with a recipe', () => {
  it('takes every run through all stages, and measures each network that comes out', async () => {
    const { obey, of } = open();
    const experiment = having({ student: 'cnn', recipe: pipeline, alphas: [0.5, 1], runs: 1 });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('run-ended').map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(of('epoch').map(({ stage }) => stage)).toEqual([0, 2, 2, 0, 2, 2]);
    const [distilled, pruned, again, quantised] = of('stage-ended').filter((one) => alphaOf(one) === 0.5);
    expect([distilled, pruned, again, quantised].map((one) => one?.record.kind)).toEqual([
      'distil',
      'prune',
      'distil',
      'quantise',
    ]);
    const size = (one: Ended | undefined) => one?.record.measures.parameters ?? Number.NaN;
    expect(size(pruned)).toBeLessThan(size(distilled));
    expect(size(again)).toBe(size(pruned));
    expect(pruned?.record.reached?.keep).toBeLessThan(0.8);
    expect(pruned?.record.uncalibrated?.accuracy).toBeGreaterThanOrEqual(0);
    const bytes = (one: Ended | undefined) => one?.record.measures.bytes ?? Number.NaN;
    expect(bytes(quantised)).toBeLessThan(0.5 * bytes(again));
    expect(quantised?.record.measures.bits).toBe(8);
    for (const one of of('stage-ended')) {
      const { accuracy, loss, milliseconds, multiplyAdds } = one.record.measures;
      expect(accuracy).toBeGreaterThanOrEqual(0);
      expect(loss).toBeGreaterThan(0);
      expect(milliseconds).toBeGreaterThan(0);
      expect(multiplyAdds).toBeGreaterThan(0);
    }
  });

  it('starts from the teacher, prunes it once for all alphas, and gives the same numbers again', async () => {
    const experiment = having({
      student: 'teacher',
      recipe: 'prune keep=0.5 recalibrate=16; distil epochs=1',
      alphas: [0.5, 1],
      runs: 1,
    });
    const store = memoryStore();
    const told = async () => {
      const { obey, of } = open(store);
      await obey({ type: 'run', experiment, finished: [] });
      expect(of('problem')).toEqual([]);
      return of('stage-ended').map(({ record: { measures, ...record } }) => ({
        ...record,
        measures: { ...measures, milliseconds: 0 },
      }));
    };
    const first = await told();
    expect(first).toHaveLength(4);
    // What was cut does not depend on alpha; the loss that is told of it does.
    expect(first[0]?.measures.accuracy).toBe(first[2]?.measures.accuracy);
    expect(first[0]?.measures.loss).not.toBe(first[2]?.measures.loss);
    expect(await told()).toEqual(first);
  });

  it('varies a setting of a stage, and shares what comes before it', async () => {
    const { obey, of } = open();
    const experiment = having({
      student: 'cnn',
      recipe: 'distil epochs=1; prune keep=0.5',
      vary: 'prune.keep=0.75,0.25',
      alphas: [1],
      runs: 1,
    });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('run-started').map(({ point }) => point)).toEqual([
      { alpha: 1, 'prune.keep': 0.75 },
      { alpha: 1, 'prune.keep': 0.25 },
    ]);
    const [wide, narrow] = of('stage-ended').filter(({ stage }) => stage === 1);
    expect(narrow?.record.measures.parameters ?? 0).toBeLessThan(wide?.record.measures.parameters ?? 0);
    const [one, other] = of('epoch').map(({ record }) => record);
    // Trained once: even its seconds are the same.
    expect(other).toEqual(one);
  });

  it('trains a teacher for each of its widths', async () => {
    const { obey, of } = open();
    const experiment = having({ vary: 'teacherWidth=0.125,0.25', alphas: [0.5], runs: 1 });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('teacher-epoch')).toHaveLength(2);
    expect(of('run-ended').map(({ status }) => status)).toEqual(['finished', 'finished']);
  });

  it('shows its students of varied images those that they were trained on, and no others', async () => {
    const experiment = having({
      student: 'cnn',
      recipe: 'distil epochs=1; quantise images=16',
      vary: 'imageSize=16,8',
      alphas: [1],
      runs: 1,
    });
    const { store: networks } = memoryNetworks();
    const store = memoryStore();
    const { obey, of, ask } = open(store, undefined, undefined, networks);
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    const [large, small] = of('run-started').map(({ id }) => id);
    if (!large || !small) throw new Error('no runs');
    const { students } = await ask({ type: 'example', index: 0 });
    expect(students.map(({ id }) => id)).toEqual([small]);
    await expect(ask({ type: 'predictions', id: large })).rejects.toThrow('other images');
    const { student } = await ask({ type: 'predictions', id: small });
    const right = [...student.predicted].filter((one, i) => one === student.labels[i]).length;
    const accuracy = of('stage-ended').at(-1)?.record.measures.accuracy;
    expect(right / student.labels.length).toBeCloseTo(accuracy ?? Number.NaN, 6);
    const file = await ask({ type: 'export-network', of: large, format: 'safetensors' });
    expect(file.imageSize).toBe(16);

    const later = open(store, undefined, undefined, networks);
    await later.obey({ type: 'train-teacher', experiment }, { type: 'prepare', experiment });
    const found = await later.ask({ type: 'students', experiment });
    expect(found.map(({ id }) => id)).toEqual([small]);
  });

  it('gives the last network away, and opens it again bit by bit', async () => {
    const { obey, of, ask } = open();
    const experiment = having({ student: 'cnn', recipe: pipeline, alphas: [0.5], runs: 1 });
    await obey({ type: 'run', experiment, finished: [] });
    const id = of('run-started')[0]?.id;
    if (!id) throw new Error('no run');
    const file = await ask({ type: 'export-student', id });
    const { metadata } = await openSafetensors(bytesInMemory(file));
    const architecture = architectureIn(metadata);
    expect(Object.values(architecture?.forms ?? {}).map(({ kind }) => kind)).toContain('fakeQuantised');
    const accuracy = of('stage-ended').at(-1)?.record.measures.accuracy;
    const { student } = await ask({ type: 'predictions', id });
    const right = [...student.predicted].filter((one, i) => one === student.labels[i]).length;
    expect(right / student.labels.length).toBeCloseTo(accuracy ?? Number.NaN, 6);
  });

  it('refuses a stage that cannot work where it stands, and trains nothing', async () => {
    const { obey, of } = open();
    const experiment = having({ student: 'cnn', recipe: 'quantise; distil', alphas: [0.5], runs: 1 });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')[0]?.problem).toMatchObject({ code: 'setting-invalid' });
    expect(of('run-started')).toEqual([]);
  });

  it('fails a run whose loss is no longer finite in a later stage, goes on with the others, and frees both', async () => {
    const experiment = having({
      ...{ student: 'cnn', optimizer: 'sgd', schedule: 'constant', momentum: 0.99, alphas: [0.5], runs: 1 },
      recipe: 'distil epochs=1; prune keep=0.5; distil epochs=20 alpha=0 similarity=mse; quantise images=16',
      vary: 'distil.2.rate=10,0.001',
    });
    const { obey, of } = open();
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('run-ended').map(({ status, problem }) => [status, problem?.code])).toEqual([
      ['failed', 'loss-not-finite'],
      ['finished', undefined],
    ]);
    expect(of('stage-ended').map(({ stage }) => stage)).toEqual([0, 1, 0, 1, 2, 3]);
    expect(of('sweep-ended').map(({ status }) => status)).toEqual(['finished']);
    const before = memory().numTensors;
    await obey({ type: 'run', experiment, finished: [] });
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    ['distil', 2],
    ['prune', 1],
    ['quantise', 3],
  ])('is stopped in the middle of the stage %s, and frees what it had', async (_, stage) => {
    const experiment = having({ student: 'cnn', recipe: pipeline, alphas: [0.5], runs: 1 });
    const { obey, of, on, session } = open();
    await obey({ type: 'run', experiment, finished: [] });
    const before = memory().numTensors;
    const ended = of('stage-ended').length;
    on((event) => {
      if (event.type === 'stage-started' && event.stage === stage) session.obey({ type: 'stop' });
    });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('run-ended').map(({ status }) => status)).toEqual(['finished', 'stopped']);
    expect(of('stage-ended')).toHaveLength(ended + stage);
    expect(memory().numTensors).toBe(before);
  });

  it('frees what it made', async () => {
    const { obey } = open();
    const experiment = having({ student: 'cnn', recipe: pipeline, alphas: [0.5], runs: 1 });
    await obey({ type: 'run', experiment, finished: [] });
    const before = memory().numTensors;
    await obey({ type: 'run', experiment, finished: [] });
    expect(memory().numTensors).toBe(before);
  });
});

describe('a recipe in a later visit', () => {
  it('gives the same file of a network that was found as of one that was trained', async () => {
    const plain = having({ student: 'cnn', vary: 'distil.epochs=1', alphas: [0.5], runs: 1 });
    const { store: networks } = memoryNetworks();
    const files: Uint8Array[] = [];
    for (let visit = 1; visit <= 2; visit++) {
      const { obey, of, ask } = open(memoryStore(), undefined, undefined, networks);
      await obey({ type: 'run', experiment: plain, finished: [] });
      const id = of('run-started')[0]?.id;
      if (!id) throw new Error('no run');
      files.push(await ask({ type: 'export-student', id }));
    }
    expect(files[1]).toEqual(files[0]);
  });

  const experiment = having({
    student: 'cnn',
    recipe: 'distil epochs=1; prune keep=0.5 recalibrate=16; distil epochs=2',
    alphas: [0.5],
    runs: 1,
  });
  const told = ({ of }: ReturnType<typeof open>) =>
    of('stage-ended').map(({ record: { measures, ...record } }) => ({
      ...record,
      measures: { ...measures, milliseconds: 0 },
    }));

  it('goes on at the last stage that was made, and comes to the same', async () => {
    const whole = open();
    await whole.obey({ type: 'run', experiment, finished: [] });
    const { store: networks } = memoryNetworks();
    const first = open(memoryStore(), undefined, undefined, networks);
    first.on((event) => {
      if (event.type === 'stage-started' && event.stage === 2) first.session.obey({ type: 'stop' });
    });
    await first.obey({ type: 'run', experiment, finished: [] });
    expect(first.of('sweep-ended').at(-1)?.status).toBe('stopped');
    expect(told(first)).toHaveLength(2);

    const second = open(memoryStore(), undefined, undefined, networks);
    let trained = 0;
    second.on((event) => {
      if (event.type === 'pace' && event.pace.kind === 'student') trained++;
    });
    await second.obey({ type: 'run', experiment, finished: [] });
    expect(second.of('problem')).toEqual([]);
    expect(told(second)).toEqual(told(whole));
    const seconds = (session: ReturnType<typeof open>, stage: number) =>
      session.of('epoch').flatMap((one) => (one.stage === stage ? [one.record.seconds] : []));
    // The first stage was not trained again: even its seconds are those of the first visit.
    expect(seconds(second, 0)).toEqual(seconds(first, 0));
    expect(trained).toBeGreaterThan(0);

    const other = open(memoryStore(), undefined, undefined, networks);
    await other.obey({ type: 'run', experiment: { ...experiment, memory: 'recompute' }, finished: [] });
    expect(seconds(other, 0)).not.toEqual(seconds(first, 0));

    const kept = (await networks.list()).filter(({ origin }) => !origin?.experiment.includes('memory'));
    const ofStage = (stage: number) => kept.find(({ origin }) => origin?.stage === stage);
    expect(ofStage(1)?.parent).toBe(ofStage(0)?.id);
    expect(ofStage(2)?.parent).toBe(ofStage(1)?.id);
    expect(ofStage(2)?.measurements.accuracy).toBe(told(whole)[2]?.measures.accuracy);
  });

  it('measures statistics, importances and ranges on images that crops are cut from', async () => {
    const lab = open();
    const recipe =
      'distil epochs=1; prune keep=0.5 by=taylor images=16 recalibrate=16; distil epochs=1; quantise images=16';
    await lab.obey({
      type: 'run',
      experiment: having({ student: 'cnn', alphas: [0.5], runs: 1, augmentation: 'crop', recipe }),
      finished: [],
    });
    expect(lab.of('problem')).toEqual([]);
    expect(told(lab).map(({ kind }) => kind)).toEqual(['distil', 'prune', 'distil', 'quantise']);
  });

  it.each(['sgd', 'adam'])(
    'goes on in the middle of a training by %s, and comes to the same',
    async (optimizer) => {
      const long = having({
        ...{ student: 'cnn', optimizer, alphas: [0.5], runs: 1, augmentation: 'flip-shift' },
        recipe: 'distil epochs=1; prune keep=0.5; distil epochs=4',
      });
      const whole = open();
      await whole.obey({ type: 'run', experiment: long, finished: [] });
      const [networks, middles] = [memoryNetworks(), memoryNetworks()];
      const visit = () => open(memoryStore(), undefined, undefined, networks.store, middles.store);
      const first = visit();
      first.on((event) => {
        if (event.type === 'epoch' && event.stage === 2 && event.record.epoch === 2) {
          first.session.obey({ type: 'stop' });
        }
      });
      await first.obey({ type: 'run', experiment: long, finished: [] });
      expect(first.of('sweep-ended').at(-1)?.status).toBe('stopped');
      expect(middles.bytes.size).toBe(1);

      const second = visit();
      await second.obey({ type: 'run', experiment: long, finished: [] });
      expect(second.of('problem')).toEqual([]);
      const curve = ({ of }: ReturnType<typeof open>) =>
        of('epoch').map(({ stage, record }) => ({ stage, ...record, seconds: 0 }));
      expect(curve(second)).toEqual(curve(whole));
      expect(told(second)).toEqual(told(whole));
      const seconds = ({ of }: ReturnType<typeof open>) => of('epoch').map(({ record }) => record.seconds);
      // The first epochs were not trained again: even their seconds are those of the first visit.
      expect(seconds(second)[1]).toBe(seconds(first)[1]);
      expect(middles.bytes.size).toBe(0);
    },
  );

  it('goes on in the middle of a run without a recipe', async () => {
    const plain = having({ student: 'mlp', alphas: [0.5, 1], runs: 1, epochs: 3 });
    const whole = open();
    await whole.obey({ type: 'run', experiment: plain, finished: [] });
    const middles = memoryNetworks();
    const visit = () => open(memoryStore(), undefined, undefined, memoryNetworks().store, middles.store);
    const first = visit();
    first.on((event) => {
      if (event.type === 'epoch' && event.record.epoch === 2) first.session.obey({ type: 'stop' });
    });
    await first.obey({ type: 'run', experiment: plain, finished: [] });
    expect(first.of('run-ended').map(({ status }) => status)).toEqual(['stopped']);
    expect(middles.bytes.size).toBe(1);

    const second = visit();
    await second.obey({ type: 'run', experiment: plain, finished: [] });
    const curve = ({ of }: ReturnType<typeof open>) =>
      of('epoch').map(({ id, record }) => ({ id, ...record, seconds: 0 }));
    expect(curve(second)).toEqual(curve(whole));
    const seconds = ({ of }: ReturnType<typeof open>) => of('epoch').map(({ record }) => record.seconds);
    expect(seconds(second)[0]).toBe(seconds(first)[0]);
    expect(middles.bytes.size).toBe(0);
  });

  it.each([
    ['of a recipe', { recipe: 'distil epochs=20 alpha=0 similarity=mse rate=10; distil epochs=1' }],
    ['without a recipe', { epochs: 20, similarity: 'mse', learningRate: 2 }],
  ])('forgets the middle of a run %s whose loss is no longer finite', async (_, settings) => {
    const experiment = having({
      ...{ student: 'cnn', optimizer: 'sgd', schedule: 'constant', momentum: 0.99, alphas: [0], runs: 1 },
      ...settings,
    });
    const middles = memoryNetworks();
    let kept = 0;
    const { obey, of, on } = open(memoryStore(), undefined, undefined, memoryNetworks().store, middles.store);
    on((event) => {
      if (event.type === 'epoch') kept = Math.max(kept, middles.bytes.size);
    });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('run-ended')).toMatchObject([{ status: 'failed', problem: { code: 'loss-not-finite' } }]);
    expect(kept).toBe(1);
    expect(middles.bytes.size).toBe(0);
  });
});
