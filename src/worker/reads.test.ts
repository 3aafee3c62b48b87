/**
 * What is kept of an experiment is kept under the fields that decide it. Here the fields are those that are read: each thing is
 * made of an experiment behind a Proxy, which writes down what is asked of it.
 */
import { alreadyOpen } from '../base/opened.ts';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DecodedFolder, splitFolder } from '../data/decodedFolder.ts';
import { insectsDataset, type OpenedDataset, teacherImages } from '../data/openDataset.ts';
import { registerKernels } from '../engine/ops/registerKernels.ts';
import { createControl } from '../engine/training/control.ts';
import { isExternal } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import type { Decided } from '../spec/decides.ts';
import { type Experiment, type FieldName, fieldNames } from '../spec/experiment.ts';
import { keyOf, namesDeciding } from '../spec/keys.ts';
import { othersOf } from '../spec/othersOf.ts';
import { createDatasetStore, datasetKey } from './resources/datasets.ts';
import { createMemo, type Resource } from './resources/memo.ts';
import { createResources, type ResourcesEnvironment, standingReady } from './resources/resources.ts';
import { studentModel } from './resources/studentModel.ts';
import { writeModelFile } from './resources/teacherFiles.ts';
import { trainedTeacherId } from './resources/teachers.ts';
import type { Runner } from './runner.ts';
import { tiny } from './sessionForTests.ts';
import { createEpochWeights } from './students/epochWeights.ts';
import { createStudentStore } from './students/students.ts';
import { planStudents } from './students/studentTraining.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const small: Experiment = {
  ...tiny,
  trainImages: 16,
  validationImages: 16,
  teacherImages: 16,
  teacher: 'mlp',
};

const nothing = alreadyOpen<never>(undefined);
const environment: ResourcesEnvironment = {
  post: () => undefined,
  openBackend: async () => ({
    card: { name: 'cpu', label: 'CPU', reason: '', software: false, threads: 1 },
  }),
  fetchPublic: () => Promise.reject(new Error('nothing is fetched here')),
  store: nothing,
  logits: nothing,
  networks: nothing,
  onLost: () => undefined,
};
const control = createControl();

function openRunner(): Runner {
  return {
    resources: createResources(environment),
    studentStore: createStudentStore(),
    epochWeights: createEpochWeights(),
    store: nothing,
    networks: nothing,
    middles: nothing,
    recall: async () => undefined,
    post: () => undefined,
    allowed: new Set(),
  };
}

/** An experiment that writes down which of its fields are read. */
function watched(experiment: Experiment) {
  const read = new Set<FieldName>();
  const proxy = new Proxy(experiment, {
    get(target, name) {
      read.add(name as FieldName);
      return Reflect.get(target, name);
    },
  });
  return { proxy, read };
}

/** Fields that `make` reads and that do not decide any of `things`. */
async function undeclared(
  experiment: Experiment,
  things: readonly Decided[],
  make: (experiment: Experiment) => unknown,
): Promise<readonly FieldName[]> {
  const { proxy, read } = watched(experiment);
  await make(proxy);
  expect(read.size).toBeGreaterThan(0);
  const declared = new Set(namesDeciding(...things));
  return [...read].filter((name) => !declared.has(name));
}

const folder: DecodedFolder = {
  ...{ id: 'folder-0123456789abcdef', key: '', label: 'a', classes: ['x', 'y'], wholes: undefined },
  ...{ trainCount: undefined, rejected: [], understood: undefined },
  images: {
    ...{ count: 8, size: 8, pixels: new Uint8Array(8 * 8 * 8 * 3) },
    labels: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]),
  },
};

/** A teacher's file for `small`: the weights of one that was trained here. */
async function fileOfTeacher() {
  const runner = openRunner();
  const { teacher } = await runner.resources.measureTeacher(small, control);
  if (!teacher || isExternal(teacher)) throw new Error('a teacher was trained');
  const bytes = await writeModelFile(teacher, {});
  return { name: 'mlp.safetensors', source: bytesInMemory(bytes) };
}

describe('a watched experiment', () => {
  it('tells what is read of it, spread out too', async () => {
    expect(await undeclared(small, ['machine'], ({ alphas }) => alphas)).toEqual(['alphas']);
    expect(await undeclared(small, ['machine'], (given) => ({ ...given }))).toEqual(
      fieldNames.filter((name) => !namesDeciding('machine').includes(name)),
    );
  });
});

describe('of an experiment are read, to make', () => {
  it.each(['flip', 'crop'] as const)(
    'the dataset (%s): fields that decide the images',
    async (augmentation) => {
      const open = (given: Experiment) =>
        createDatasetStore(alreadyOpen<never>(undefined)).open(given, () => {});
      expect(await undeclared({ ...small, augmentation }, ['images'], open)).toEqual([]);
      expect(
        await undeclared({ ...small, dataset: folder.id }, ['images'], (given) => splitFolder(folder, given)),
      ).toEqual([]);
      expect(await undeclared(small, ['images'], datasetKey)).toEqual([]);
    },
  );

  it('the teacher’s images and its name: fields that decide images and teacher', async () => {
    const things: readonly Decided[] = ['images', 'teacher'];
    expect(await undeclared(small, things, (given) => teacherImages(given))).toEqual([]);
    expect(await undeclared(small, things, (given) => trainedTeacherId(given))).toEqual([]);
  });

  const teachers = [
    ['trained here', {}],
    ['with a new head', { teacher: 'file', teacherHead: 'new' }],
    [
      'with a new head over layers that learn',
      { teacher: 'file', teacherHead: 'new', teacherFreeze: 'none' },
    ],
    ['of a file', { teacher: 'file', teacherOrder: 'best' }],
    ['trained on views', { augmentation: 'crop', views: 2, schedule: 'step' }],
  ] as const;
  const wantedFor = ({ imageSize, teacherHead, teacherInput }: Experiment, { dataset }: OpenedDataset) => ({
    ...{ imageSize, teacherHead, teacherInput },
    classes: dataset.classes,
  });

  it.each(teachers)(
    'the logits of a teacher %s: fields that decide images, views, teacher and machine',
    async (_, part) => {
      const experiment: Experiment = { ...small, ...part };
      const { resources } = openRunner();
      if (experiment.teacher === 'file') {
        const wanted = wantedFor(experiment, await resources.openDataset(experiment, control));
        await resources.giveTeacher(await fileOfTeacher(), wanted);
        resources.begin(experiment);
      }
      // What is told of it where it is kept is all of the experiment.
      const measured = await resources.measureTeacher(experiment, control);
      const make = async (given: Experiment) => {
        await resources.openGround(given, control);
        await resources.openTeachers(given, control);
        expect(await resources.measureTeacher(given, control)).toBe(measured);
        expect(await resources.teacherLogits(given, control)).toBeDefined();
      };
      expect(await undeclared(experiment, ['images', 'shown', 'teacher', 'machine'], make)).toEqual([]);
    },
  );

  it.each(teachers)('every resource, of a teacher %s: what it says that it reads', async (_, part) => {
    const experiment: Experiment = { ...small, ...part };
    const { given, cache, features, datasets, ...kinds } = standingReady(environment);
    const resources: readonly Resource<unknown>[] = Object.values(kinds);
    expect(resources.map(({ name }) => name)).toContain('measured teacher');
    const memo = createMemo();
    if (experiment.teacher === 'file') {
      const wanted = wantedFor(experiment, await memo.open(kinds.dataset, experiment, control));
      await given.offerTeacher(await fileOfTeacher(), wanted, 0);
      given.begin();
    }
    for (const resource of resources) {
      const needs: readonly (readonly [string, Resource<unknown>])[] = Object.entries(resource.needs);
      const opened: [string, unknown][] = [];
      for (const [name, need] of needs) opened.push([name, await memo.open(need, experiment, control)]);
      const { proxy, read } = watched(experiment);
      resource.dispose?.(await resource.open(proxy, Object.fromEntries(opened), control));
      const declared = new Set(namesDeciding(...resource.reads, ...(resource.computedBy ?? [])));
      expect(
        [...read].filter((name) => !declared.has(name)),
        resource.name,
      ).toEqual([]);
    }
    memo.close(kinds.backend);
  });

  it.each([
    ['new', 'none'],
    ['teacher', 'none'],
    ['teacher', 'head'],
  ] as const)(
    'a student that starts %s (fixed: %s), and what it is trained on: no field of the sweep’s extent',
    async (studentStart, studentFreeze) => {
      const experiment: Experiment = { ...small, student: 'mlp', studentStart, studentFreeze };
      expect(
        await undeclared(experiment, ['network'], (given) => studentModel(given, 10, undefined)),
      ).toEqual([]);
      const runner = openRunner();
      await runner.resources.measureTeacher(experiment, control);
      const whole = runner.resources.student(experiment).model;
      const start: readonly Decided[] = ['network', 'start'];
      const base = await runner.resources.studentBase(experiment, whole);
      expect(
        await undeclared(experiment, start, (given) => runner.resources.studentBase(given, whole)),
      ).toEqual([]);
      const things: readonly Decided[] = [
        'images',
        'shown',
        'teacher',
        'machine',
        'start',
        'student',
        'network',
      ];
      const plan = async (given: Experiment) => {
        const students = await planStudents(runner.resources, given, whole, base, control);
        expect(students.model.parameters.length).toBeGreaterThan(0);
        students.dispose();
      };
      expect(await undeclared(experiment, things, plan)).toEqual([]);
    },
  );
});

describe('what stays under one key stays the same', () => {
  /** With each setting changed that leaves the key of `things` as it is. */
  const alike = (experiment: Experiment, things: readonly Decided[]) =>
    fieldNames.flatMap((name) =>
      othersOf(name, experiment)
        .map((value): Experiment => ({ ...experiment, [name]: value }))
        .filter((other) => keyOf(other, things) === keyOf(experiment, things)),
    );

  it('images', async () => {
    const experiment: Experiment = { ...small, augmentation: 'crop', centreCrop: 0.875 };
    const { dataset } = await insectsDataset(experiment);
    const others = alike(experiment, ['images']);
    expect(others.length).toBeGreaterThan(30);
    for (const other of others) expect((await insectsDataset(other)).dataset).toEqual(dataset);
  });

  it.each([{}, { augmentation: 'crop', views: 2, schedule: 'step' }] as const)(
    'a teacher that is trained here: %j',
    async (part) => {
      const experiment: Experiment = { ...small, ...part };
      const tableOf = async (given: Experiment) =>
        (await openRunner().resources.measureTeacher(given, control)).table;
      const table = await tableOf(experiment);
      expect(table).toBeDefined();
      const others = alike(experiment, ['images', 'teacher', 'machine']);
      expect(others.length).toBeGreaterThan(20);
      for (const other of others) expect(await tableOf(other)).toEqual(table);
    },
  );
});
