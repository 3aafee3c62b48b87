/**
 * What is kept of an experiment is kept under the fields that decide it. Here the fields are those that are read: each thing is
 * made of an experiment behind a Proxy, which writes down what is asked of it.
 */
import { alreadyOpen } from '../base/opened.ts';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DecodedFolder, splitFolder } from '../data/decodedFolder.ts';
import { insectsDataset, teacherImages } from '../data/openDataset.ts';
import { registerKernels } from '../engine/ops/registerKernels.ts';
import { createControl } from '../engine/training/control.ts';
import { isExternal } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import type { Decided } from '../spec/decides.ts';
import { type Experiment, type FieldName, fieldNames } from '../spec/experiment.ts';
import { keyOf, namesDeciding } from '../spec/keys.ts';
import { othersOf } from '../spec/othersOf.ts';
import { createDatasetStore, datasetKey } from './resources/datasets.ts';
import { createResources } from './resources/resources.ts';
import { writeModelFile } from './resources/teacherFiles.ts';
import { trainedTeacherId } from './resources/teachers.ts';
import type { Runner } from './runner.ts';
import { tiny } from './sessionForTests.ts';
import { studentModel } from './students/studentModel.ts';
import { createStudentStore } from './students/students.ts';
import { planStudents } from './students/studentTraining.ts';
import { ensureTeacher } from './teacherRunner.ts';

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

function openRunner(): Runner {
  const nothing = alreadyOpen<never>(undefined);
  const resources = createResources({
    post: () => undefined,
    openBackend: async () => ({
      card: { name: 'cpu', label: 'CPU', reason: '', software: false, threads: 1 },
    }),
    fetchPublic: () => Promise.reject(new Error('nothing is fetched here')),
    store: nothing,
    answers: nothing,
    onLost: () => undefined,
    interrupted: () => false,
  });
  return {
    resources,
    studentStore: createStudentStore(),
    store: nothing,
    networks: nothing,
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
  await ensureTeacher(runner, small, createControl());
  const teacher = runner.resources.measured?.resolved.teacher;
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

  it.each([
    ['trained here', {}],
    ['with a new head', { teacher: 'file', teacherHead: 'new' }],
    [
      'with a new head over layers that learn',
      { teacher: 'file', teacherHead: 'new', teacherFreeze: 'none' },
    ],
    ['of a file', { teacher: 'file', teacherOrder: 'best' }],
    ['trained on views', { augmentation: 'crop', views: 2, schedule: 'step' }],
  ] as const)(
    'a teacher %s, and what it says: fields that decide images, views, teacher and machine',
    async (_, part) => {
      const experiment: Experiment = { ...small, ...part };
      const runner = openRunner();
      if (experiment.teacher === 'file') {
        const { imageSize, teacherHead, teacherInput } = experiment;
        const { dataset } = await runner.resources.openDataset(experiment);
        const wanted = { imageSize, teacherHead, teacherInput, classes: dataset.classes };
        await runner.resources.giveTeacher(await fileOfTeacher(), wanted);
        runner.resources.begin();
      }
      const make = async (given: Experiment) => {
        await runner.resources.openBackend(given);
        expect(await ensureTeacher(runner, given, createControl())).toBe(true);
        expect(await runner.resources.teacherLogits(given, createControl())).toBeDefined();
      };
      expect(await undeclared(experiment, ['images', 'shown', 'teacher', 'machine'], make)).toEqual([]);
    },
  );

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
      await runner.resources.openBackend(experiment);
      await ensureTeacher(runner, experiment, createControl());
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
        const students = await planStudents(runner.resources, given, whole, base, createControl());
        expect(students).toBeDefined();
        students?.dispose();
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
      const tableOf = async (given: Experiment) => {
        const runner = openRunner();
        await ensureTeacher(runner, given, createControl());
        return runner.resources.measured?.table;
      };
      const table = await tableOf(experiment);
      expect(table).toBeDefined();
      const others = alike(experiment, ['images', 'teacher', 'machine']);
      expect(others.length).toBeGreaterThan(20);
      for (const other of others) expect(await tableOf(other)).toEqual(table);
    },
  );
});
