import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../engine/weights/safetensors.ts';
import { type Problem, problem } from '../lang/problem.ts';
import type { ImagePredictions } from '../protocol/imagePredictions.ts';
import type { Example, Predictions, Question } from '../protocol/protocol.ts';
import { alphaOf, plainRun } from '../protocol/record.ts';
import type { RunRecord } from '../protocol/records.ts';
import { alphaRunId, parseRunId, runIdOf, runNameOf } from '../protocol/runId.ts';
import type { Experiment } from '../spec/experiment.ts';
import { pointOf } from '../spec/point.ts';
import { trainedTeacherId } from './resources/teachers.ts';
import { memoryLogits, memoryStore, open, tiny } from './sessionForTests.ts';

describe('a session', () => {
  it('prepares, trains the teacher, trains the sweep, and says so in order', async () => {
    const { obey, of, events } = open();
    await obey({ type: 'prepare', experiment: tiny });
    expect(of('ready')).toHaveLength(1);
    expect(of('dataset')[0]?.dataset.train.count).toBe(32);
    expect(of('teacher')[0]?.teacher).toMatchObject({ name: 'cnn', source: 'trained' });
    expect(of('teacher')[0]?.teacher.accuracy).toBeUndefined();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('teacher-epoch')).toHaveLength(1);
    expect(of('teacher').at(-1)?.teacher.accuracy).toBeGreaterThan(0);
    expect(of('run-started').map((one) => [alphaOf(one), one.run])).toEqual([
      [0.5, 1],
      [1, 1],
      [0.5, 2],
      [1, 2],
    ]);
    expect(of('epoch')).toHaveLength(8);
    expect(of('run-ended').every(({ status }) => status === 'finished')).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'sweep-ended', status: 'finished' });
  });

  it('does not train again what an earlier visit finished, and gives the rest the same curves', async () => {
    const store = memoryStore();
    const first = open(store);
    await first.obey({ type: 'run', experiment: tiny, finished: [] });
    const done: RunRecord[] = [plainRun({ alpha: 0.5, run: 1, seed: 0, status: 'finished', history: [] })];
    const second = open(store);
    await second.obey({ type: 'run', experiment: tiny, finished: done });
    expect(second.of('teacher-epoch')).toHaveLength(0);
    expect(second.of('run-started')).toHaveLength(3);
    const curve = (session: ReturnType<typeof open>) =>
      session
        .of('epoch')
        .filter(({ id }) => id === alphaRunId(1, 2))
        .map(({ record }) => ({ ...record, seconds: 0 }));
    expect(curve(second)).toEqual(curve(first));
  });

  it('has the weights still of students that it trained before the sweep was stopped', async () => {
    const { obey, of, session } = open();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    const finished: RunRecord[] = [
      plainRun({ alpha: 0.5, run: 1, seed: 0, status: 'finished', history: [] }),
    ];
    await obey({ type: 'run', experiment: tiny, finished });
    session.obey({ request: 1, type: 'students', experiment: tiny });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(of('answer')[0]?.answer).toHaveLength(4);
    expect(of('answer')[0]?.answer).toContainEqual(runNameOf(pointOf(0.5), 1));
  });

  it('trains no student from a teacher that is right no more often than chance, until that is allowed', async () => {
    const experiment: Experiment = { ...tiny, validationImages: 100, learningRate: 1e-6, teacher: 'mlp' };
    const { obey, of } = open();
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem').map(({ problem }) => problem.code)).toEqual(['teacher-at-chance']);
    expect(of('sweep-ended').map(({ status }) => status)).toEqual(['failed']);
    expect(of('run-started')).toEqual([]);
    await obey({ type: 'run', experiment, finished: [], anyTeacher: true });
    expect(of('run-started')).toHaveLength(4);
    // As long as teacher and dataset are the same, nobody is asked again.
    await obey({ type: 'run', experiment: { ...experiment, temperature: 2 }, finished: [] });
    expect(of('run-started')).toHaveLength(8);
    expect(of('problem')).toHaveLength(1);
    await obey({ type: 'run', experiment: { ...experiment, teacherWidth: 0.25 }, finished: [] });
    expect(of('problem')).toHaveLength(2);
    expect(of('run-started')).toHaveLength(8);
  });

  it('fails those runs alone whose teacher is right no more often than chance, where others have another', async () => {
    const experiment: Experiment = {
      ...{ ...tiny, validationImages: 100, teacher: 'cnn', teacherWidth: 0.25 },
      ...{ teacherEpochs: 8, teacherImages: 240, runs: 1, epochs: 1 },
      vary: [{ path: 'learningRate', values: [1e-6, 0.05] }],
    };
    const { obey, of } = open();
    await obey({ type: 'run', experiment, finished: [] });
    const at = (alpha: number, learningRate: number) => runIdOf({ alpha, learningRate }, 1);
    const ended = of('run-ended').map(({ id, status, problem }) => [id, status, problem?.code]);
    expect(ended).toEqual([
      // Alone it does not hear its teacher.
      [at(1, 1e-6), 'finished', undefined],
      [at(0.5, 0.05), 'finished', undefined],
      [at(1, 0.05), 'finished', undefined],
      [at(0.5, 1e-6), 'failed', 'teacher-at-chance'],
    ]);
    expect(of('problem')).toEqual([]);
    expect(of('sweep-ended').map(({ status }) => status)).toEqual(['finished']);
    // A later visit goes on no further: who finished beside that teacher did not hear it.
    const finished = [at(1, 1e-6), at(0.5, 0.05), at(1, 0.05)].flatMap((id) => {
      const name = parseRunId(id);
      const stages = [{ kind: 'distil', level: 0, history: [], measures: {} }];
      return name ? [{ ...name, seed: 0, status: 'finished', stages } as const] : [];
    });
    const later = open();
    await later.obey({ type: 'run', experiment, finished });
    expect(later.of('run-ended').map(({ id, status }) => [id, status])).toEqual([[at(0.5, 1e-6), 'failed']]);
    // Where no run has another teacher, nobody is trained.
    const none = { ...experiment, alphas: [0.5], vary: [{ path: 'learningRate', values: [1e-6, 2e-6] }] };
    await obey({ type: 'run', experiment: none, finished: [] });
    expect(of('problem').map(({ problem }) => problem.code)).toEqual(['teacher-at-chance']);
    expect(of('run-started')).toHaveLength(4);
  });

  it('takes a stage’s own alpha for who listens to a teacher that is right no more often than chance', async () => {
    const alone = {
      ...tiny,
      validationImages: 100,
      learningRate: 1e-6,
      teacher: 'mlp',
      alphas: [1],
      runs: 1,
    };
    const { obey, of } = open();
    await obey({
      type: 'run',
      experiment: { ...alone, recipe: [{ kind: 'distil', arm: 'distilled', alpha: 0.5 }] },
      finished: [],
    });
    expect(of('problem').map(({ problem }) => problem.code)).toEqual(['teacher-at-chance']);
    expect(of('run-started')).toEqual([]);
    await obey({
      type: 'run',
      experiment: { ...alone, recipe: [{ kind: 'distil', arm: 'distilled', epochs: 1 }] },
      finished: [],
    });
    expect(of('problem')).toHaveLength(1);
    expect(of('run-started')).toHaveLength(1);
  });

  it('trains students that learn from the labels alone beside any teacher', async () => {
    const alone = {
      ...tiny,
      validationImages: 100,
      learningRate: 1e-6,
      teacher: 'mlp',
      alphas: [1],
    } as const;
    const { obey, of } = open();
    await obey({ type: 'run', experiment: alone, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('run-started')).toHaveLength(2);
  });

  it('goes on with a sweep that has been begun, whatever its teacher is', async () => {
    const experiment: Experiment = { ...tiny, validationImages: 100, learningRate: 1e-6, teacher: 'mlp' };
    const { obey, of } = open();
    const done: RunRecord[] = [plainRun({ alpha: 0.5, run: 1, seed: 0, status: 'finished', history: [] })];
    await obey({ type: 'run', experiment, finished: done });
    expect(of('problem')).toEqual([]);
    expect(of('run-started')).toHaveLength(3);
  });

  it('pauses, trains one epoch, and stops, with every tensor of the sweep freed', async () => {
    const { obey, of, on, session } = open();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    const before = memory().numTensors;
    let pauses = 0;
    on((event) => {
      if (event.type !== 'paused') return;
      pauses++;
      setTimeout(() => session.obey({ type: pauses === 1 ? 'step-epoch' : 'stop' }), 5);
    });
    const epochs = of('epoch').length;
    await obey({ type: 'run', experiment: tiny, finished: [] }, { type: 'pause' });
    expect(pauses).toBe(2);
    expect(of('epoch').length - epochs).toBe(1);
    expect(of('sweep-ended').at(-1)?.status).toBe('stopped');
    expect(memory().numTensors).toBe(before);
  });

  it('stops what is being prepared for another experiment, and drawing images, at once', async () => {
    const { obey, of, on, session } = open();
    let drawn = 0;
    on((event) => {
      if (event.type !== 'stage' || event.stage !== 'dataset') return;
      if (++drawn === 1) session.obey({ type: 'stop' });
    });
    await obey({ type: 'run', experiment: { ...tiny, trainImages: 50_000 }, finished: [] });
    expect(of('sweep-ended').map(({ status }) => status)).toEqual(['stopped']);
    expect(of('problem')).toEqual([]);
    await obey(
      { type: 'prepare', experiment: { ...tiny, trainImages: 40_000 } },
      { type: 'prepare', experiment: { ...tiny, trainImages: 30_000 } },
      { type: 'run', experiment: { ...tiny, runs: 1, alphas: [1], epochs: 1 }, finished: [] },
    );
    expect(of('dataset').map(({ dataset }) => dataset.train.count)).toEqual([32]);
    expect(of('sweep-ended').at(-1)?.status).toBe('finished');
  });

  it('says that a sweep was stopped even before its turn came', async () => {
    const { obey, of, session } = open();
    await obey(
      { type: 'prepare', experiment: tiny },
      { type: 'run', experiment: tiny, finished: [] },
      { type: 'stop' },
    );
    await session.idle();
    expect(of('sweep-ended').map(({ status }) => status)).toEqual(['stopped']);
    expect(of('run-started')).toEqual([]);
    expect(of('ready')).toHaveLength(1);
  });

  it('answers questions about pictures, students and weights', async () => {
    const { obey, of, session } = open();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    session.obey({ request: 1, type: 'example', index: 3 });
    session.obey({ request: 2, type: 'export-student', id: alphaRunId(1, 2) });
    session.obey({ request: 3, type: 'export-student', id: alphaRunId(1, 9) });
    session.obey({ request: 4, type: 'save-teacher', label: 'mine' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const answer = (request: number) => of('answer').find((event) => event.request === request)?.answer;
    expect(answer(1)).toMatchObject({ picture: { index: 3 }, students: { length: 4 } });
    const file = await openSafetensors(bytesInMemory(answer(2) as Uint8Array));
    expect(file.metadata).toMatchObject({ model: 'mlp', alpha: '1', run: '2', seed: '1', role: 'student' });
    expect(of('refusal')).toMatchObject([{ request: 3, problem: { code: 'weights-invalid' } }]);
    expect(answer(4)).toMatchObject({ label: 'mine', dataset: 'insects' });
  });

  it('keeps students apart from what the form has become since', async () => {
    const { obey, of, session } = open();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    const ask = async (request: number, question: Question) => {
      session.obey({ request, ...question });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return of('answer').find((event) => event.request === request)?.answer;
    };
    await obey({ type: 'prepare', experiment: { ...tiny, student: 'cnn', temperature: 9 } });
    expect(await ask(1, { type: 'example', index: 0 })).toMatchObject({ students: { length: 4 } });
    const exported = (await ask(2, { type: 'export-student', id: alphaRunId(1, 1) })) as Uint8Array;
    const file = await openSafetensors(bytesInMemory(exported));
    expect(file.metadata.model).toBe('mlp');
    expect(file.metadata.experiment).not.toContain('temperature');
    // Results of another experiment, as of a sweep that is kept, have none of their students in memory.
    expect(await ask(4, { type: 'students', experiment: { ...tiny } })).toHaveLength(4);
    expect(await ask(5, { type: 'students', experiment: { ...tiny, temperature: 9 } })).toEqual([]);
    // Another dataset: its pictures are shown with nobody's logits, even where no teacher fits it.
    await obey({ type: 'prepare', experiment: { ...tiny, seed: 3, teacher: 'saved-nobody' } });
    const example = (await ask(3, { type: 'example', index: 0 })) as Example;
    expect(example.students).toEqual([]);
    expect(example.teacher).toBeUndefined();
    expect(of('refusal')).toEqual([]);
  });

  it('tells what teacher and student say of every validation image, while training too', async () => {
    const { obey, of, on, session } = open();
    await obey({ type: 'run', experiment: tiny, finished: [] });
    session.obey({ request: 1, type: 'students', experiment: tiny });
    session.obey({ request: 2, type: 'predictions', id: alphaRunId(0.5, 2) });
    session.obey({ request: 3, type: 'predictions', id: alphaRunId(0.25, 1) });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const answer = (request: number) => of('answer').find((event) => event.request === request)?.answer;
    expect(answer(1)).toContainEqual(runNameOf(pointOf(0.5), 2));
    const { teacher, student } = answer(2) as Predictions;
    const accuracy = (of: ImagePredictions) =>
      of.predicted.filter((given, n) => given === of.labels[n]).length / of.labels.length;
    // As the table has it: the last epoch's accuracy is the same images' and the same weights'.
    const last = of('epoch').findLast(({ id }) => id === alphaRunId(0.5, 2))?.record;
    expect(accuracy(student)).toBeCloseTo(last?.validation.accuracy ?? Number.NaN, 6);
    expect(accuracy(teacher)).toBe(of('teacher').at(-1)?.teacher.accuracy);
    expect(of('refusal')).toMatchObject([{ request: 3, problem: { code: 'weights-invalid' } }]);

    let asked = false;
    on((event) => {
      if (event.type !== 'run-ended' || asked) return;
      asked = true;
      const { id } = event;
      session.obey({ request: 4, type: 'predictions', id });
    });
    await obey({ type: 'run', experiment: { ...tiny, runs: 1, epochs: 20 }, finished: [] });
    expect((answer(4) as Predictions).student.predicted).toHaveLength(20);

    await obey({ type: 'prepare', experiment: { ...tiny, seed: 3 } });
    session.obey({ request: 5, type: 'students', experiment: tiny });
    session.obey({ request: 6, type: 'predictions', id: alphaRunId(0.5, 1) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answer(5)).toEqual([]);
    expect(of('refusal').at(-1)).toMatchObject({ request: 6, problem: { code: 'dataset-missing' } });
  });

  it('asks a teacher that is not trained here once, whatever the students learn with', async () => {
    const store = memoryStore();
    const trained = open(store);
    await trained.obey({ type: 'run', experiment: { ...tiny, runs: 1, epochs: 1 }, finished: [] });
    const [kept] = await store.teachers();
    const { obey, of } = open(store);
    const teacher = kept?.id ?? '';
    await obey({ type: 'prepare', experiment: { ...tiny, teacher } });
    const told = of('teacher').length;
    await obey({ type: 'prepare', experiment: { ...tiny, teacher, learningRate: 0.01, batchSize: 8 } });
    expect(of('ready')).toHaveLength(2);
    expect(of('teacher')).toHaveLength(told);
  });

  it('puts a teacher in order whose file names the classes in another, and refuses other classes', async () => {
    const { obey, of, ask } = open();
    await obey({ type: 'run', experiment: { ...tiny, runs: 1, epochs: 1 }, finished: [] });
    const { tensors, metadata } = await openSafetensors(bytesInMemory(await ask({ type: 'export-teacher' })));
    const state = new Map(
      await Promise.all(
        [...tensors].map(
          async ([name, { shape, values }]) => [name, { shape, values: await values() }] as const,
        ),
      ),
    );
    const offer = async (classes: readonly string[]) => {
      const bytes = writeSafetensors({ tensors: state, metadata: { classes: JSON.stringify(classes) } });
      const card = await ask({
        type: 'use-teacher-file',
        name: 'mine',
        blob: new Blob([bytes]),
        experiment: tiny,
      });
      await obey({ type: 'prepare', experiment: { ...tiny, teacher: 'file' } });
      return { card, logits: (await ask({ type: 'example', index: 3 })).teacher };
    };
    const classes = of('dataset')[0]?.dataset.classes ?? [];
    expect(JSON.parse(metadata.classes ?? '')).toEqual(classes);
    const straight = await offer(classes);
    expect(straight.card.orderedByName).toBeUndefined();
    const reversed = await offer([...classes].reverse());
    expect(reversed.card.orderedByName).toBe(true);
    const expected = [...(straight.logits ?? [])].reverse();
    expect(expected).toHaveLength(classes.length);
    for (const [i, logit] of (reversed.logits ?? []).entries()) {
      expect(logit).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    }
    await expect(offer(classes.map((name) => `${name}s`))).rejects.toMatchObject({
      problem: { code: 'teacher-head' },
    });
  });

  it('goes on when a device is lost that was given up before', async () => {
    let lose: (problem: Problem) => void = () => undefined;
    const lost = new Promise<Problem>((resolve) => {
      lose = resolve;
    });
    const { obey, of, on } = open(memoryStore(), (backend) => (backend === 'webgpu' ? { lost } : {}));
    on((event) => {
      if (event.type === 'run-started') lose({ code: 'device-lost', what: 'The GPU went.', fix: '' });
    });
    await obey(
      { type: 'prepare', experiment: { ...tiny, backend: 'webgpu' } },
      { type: 'run', experiment: { ...tiny, runs: 1 }, finished: [] },
    );
    expect(of('problem')).toEqual([]);
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
  });

  it('opens the GPU anew after it was lost, and says so where the browser gives none any more', async () => {
    let lose: (problem: Problem) => void = () => undefined;
    const opened: (() => { readonly lost?: Promise<Problem> })[] = [
      () => ({
        lost: new Promise((resolve) => {
          lose = resolve;
        }),
      }),
      () => ({}),
      () => {
        throw problem('webgpu-no-adapter', 'None.', 'Look for a driver.');
      },
    ];
    const { obey, of, events, on } = open(memoryStore(), () => opened.shift()?.() ?? {});
    on((event) => {
      if (event.type === 'run-started') lose({ code: 'device-lost', what: 'The GPU went.', fix: '' });
    });
    const experiment: Experiment = { ...tiny, runs: 1 };
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem').map(({ problem: { code } }) => code)).toEqual(['device-lost']);
    expect(events.findLastIndex(({ type }) => type === 'backend-closed')).toBeGreaterThan(
      events.findLastIndex(({ type }) => type === 'backend'),
    );
    await obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
    expect(events.findLastIndex(({ type }) => type === 'backend')).toBeGreaterThan(
      events.findLastIndex(({ type }) => type === 'backend-closed'),
    );
    expect(of('sweep-ended').at(-1)?.status).toBe('finished');
    await obey({ type: 'prepare', experiment: { ...experiment, backend: 'webgpu' } });
    expect(events.at(-2)?.type).toBe('backend-closed');
    const refused = of('problem').at(-1)?.problem;
    expect(refused?.code).toBe('webgpu-no-adapter');
    expect(refused?.fix).toContain('Close all windows of the browser');
  });

  it('keeps the teacher’s logits for the next visit, which then computes none and gets the same curves', async () => {
    const { kept, store: logits } = memoryLogits();
    const store = memoryStore();
    const visit = async (experiment: Experiment) => {
      const { obey, of } = open(store, undefined, logits);
      await obey({ type: 'run', experiment, finished: [], anyTeacher: true });
      expect(of('problem')).toEqual([]);
      const curve = of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
      const asked = of('stage').filter(({ stage }) => stage === 'teacher-logits').length > 0;
      return { curve, asked, use: of('teacher-use').map(({ use }) => use) };
    };
    // More than one batch of validation, so that what the teacher costs is measured.
    const plain: Experiment = { ...tiny, augmentation: 'none', validationImages: 70 };
    const first = await visit(plain);
    // 32 images, two alphas × two runs × two epochs; each image is new to the teacher once.
    expect(first.use).toMatchObject([{ answers: 256, asked: 32 }]);
    expect(first.use[0]?.secondsSaved).toBeGreaterThan(0);
    expect(first.asked).toBe(true);
    expect([...kept.values()].map(({ known }) => known.length).sort()).toEqual([32, 70]);
    const second = await visit(plain);
    expect(second.use).toMatchObject([{ answers: 256, asked: 0 }]);
    expect(second.use[0]?.secondsSaved).toBeGreaterThan(0);
    expect(second.asked).toBe(false);
    expect(second.curve).toEqual(first.curve);
    // Another seed draws other images, and other kernels have other last digits.
    expect((await visit({ ...plain, seed: 1 })).use).toMatchObject([{ asked: 32 }]);
    expect((await visit({ ...plain, kernels: 'stock' })).use).toMatchObject([{ asked: 32 }]);
    // Where every view is new, nothing is kept.
    expect((await visit({ ...plain, augmentation: 'flip-shift' })).use).toMatchObject([{ asked: 256 }]);
  });

  it('opens the backend anew for other kernels, and only then', async () => {
    const opened: string[] = [];
    const { obey, of } = open(memoryStore(), (choice, kernels) => {
      opened.push(`${choice}, ${kernels}`);
      return {};
    });
    const stock = { ...tiny, kernels: 'stock' } as const;
    await obey({ type: 'prepare', experiment: tiny });
    await obey({ type: 'prepare', experiment: stock });
    await obey({ type: 'prepare', experiment: { ...stock, capture: 'off' } });
    expect(opened).toEqual(['auto, ours', 'auto, stock']);
    expect(of('ready')).toHaveLength(3);
  });

  it('trains a teacher that was chosen by its id by the settings that made it, and by no others', async () => {
    const store = memoryStore();
    const id = trainedTeacherId(tiny);
    const chosen = { ...tiny, teacher: id };
    const { obey, of } = open(store);
    await obey({ type: 'prepare', experiment: chosen });
    expect(of('problem')).toEqual([]);
    const others = { ...chosen, learningRate: 0.001 };
    await obey({ type: 'prepare', experiment: others }, { type: 'run', experiment: others, finished: [] });
    expect(of('problem')[0]?.problem.code).toBe('teacher-missing');
    expect(await store.teachers()).toEqual([]);
  });

  it('says what is missing, and keeps what was there', async () => {
    const { obey, of } = open(undefined);
    await obey({ type: 'prepare', experiment: tiny });
    await obey({ type: 'prepare', experiment: { ...tiny, dataset: 'folder-0123456789abcdef' } });
    await obey({ type: 'prepare', experiment: { ...tiny, teacher: 'saved-nobody' } });
    await obey({ type: 'prepare', experiment: { ...tiny, teacher: 'shipped' } });
    expect(of('problem').map(({ problem }) => problem.code)).toEqual([
      'dataset-missing',
      'teacher-missing',
      'teacher-mismatch',
    ]);
    await obey({ type: 'run', experiment: { ...tiny, runs: 1, alphas: [1], epochs: 1 }, finished: [] });
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
  });
});
