import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import { shippedNetwork } from '../../engine/compression/shippedNetwork.ts';
import { build } from '../../engine/families/catalogue.ts';
import { toDevice } from '../../engine/layers/hostParameters.ts';
import { bytesInMemory } from '../../engine/weights/byteSource.ts';
import type { TeacherSource } from '../../protocol/records.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../sessionForTests.ts';
import { type FileContents, fileContents } from './fileContents.ts';
import { stageKeys } from './stageKeys.ts';

/** The shipped network as a teacher, its first weight changed by so much. */
async function teacherOf(source: TeacherSource, change = 0) {
  await setBackend('cpu');
  const { architecture, tensors } = await shippedNetwork();
  for (const { values } of Object.values(tensors).slice(0, 1)) values[0] = (values[0] ?? 0) + change;
  return {
    teacher: { model: build(architecture), parameters: toDevice(tensors) },
    card: { source },
  };
}

const student = (...bytes: number[]) => ({ name: 'mine', source: bytesInMemory(Uint8Array.from(bytes)) });
const keys = (experiment: Partial<Experiment>, contents?: FileContents) =>
  stageKeys({ ...defaultExperiment, alphas: [0.5], ...experiment }, 1, true, contents);

it('leaves the keys of what was made from the first shipped file, and of teachers that are of no file, as they were', async () => {
  for (const source of ['shipped', 'saved', 'trained'] as const) {
    const contents = await fileContents([await teacherOf(source)], undefined);
    expect(contents, source).toEqual({ teachers: '', student: '' });
    expect(keys({}, contents)).toEqual(keys({}));
  }
});

it('tells another shipped file from the first, and one file that somebody gave from the next', async () => {
  const first = await fileContents([await teacherOf('shipped')], undefined);
  const other = await fileContents([await teacherOf('shipped', 1)], undefined);
  expect(keys({}, other)).not.toEqual(keys({}, first));
  const [one, same, two] = [
    await fileContents([await teacherOf('file')], undefined),
    await fileContents([await teacherOf('file')], undefined),
    await fileContents([await teacherOf('file', 1)], undefined),
  ];
  const ofFile = { teacher: 'file' } as const;
  expect(keys(ofFile, same)).toEqual(keys(ofFile, one));
  expect(keys(ofFile, two)).not.toEqual(keys(ofFile, one));
  const [a, b] = [await teacherOf('file'), await teacherOf('file', 1)];
  expect(await fileContents([a, b], undefined)).not.toEqual(await fileContents([b, a], undefined));
});

it('tells files of students apart where students start from them', async () => {
  const contents = await Promise.all(
    [student(1, 2), student(1, 2), student(1, 3)].map((file) => fileContents([], file)),
  );
  const [one, same, two] = contents.map((each) => keys({ studentStart: 'file' }, each));
  expect(same).toEqual(one);
  expect(two).not.toEqual(one);
  const [unused] = contents.map((each) => keys({}, each));
  expect(unused).toEqual(keys({}));
});

describe('a recipe of a file', () => {
  const experiment: Experiment = {
    ...{ ...tiny, student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
    recipe: [
      { kind: 'distil', arm: 'distilled' },
      { kind: 'distil', arm: 'distilled', alpha: 1 },
    ],
  };
  /** A teacher's file, and a student's: both networks are CNNs. */
  async function fileOf(seed: number) {
    const { obey, ask } = open();
    await obey({ type: 'train-teacher', experiment: { ...experiment, seed } });
    return new Blob([await ask({ type: 'export-teacher' })]);
  }
  const files = Promise.all([fileOf(1), fileOf(2)]);

  /** In a visit that is given a file: how long each epoch took, which tells one that was trained anew. */
  async function visit(networks: NetworkStore, as: 'teacher' | 'student', which: number) {
    const blob = (await files)[which] as Blob;
    const { obey, ask, of } = open(memoryStore(), undefined, undefined, networks);
    const own: Experiment =
      as === 'teacher' ? experiment : { ...experiment, studentStart: 'file', studentWidth: 0.125 };
    await obey({ type: 'prepare', experiment: { ...own, studentStart: 'new' } });
    if (as === 'teacher') await ask({ type: 'use-teacher-file', name: 'mine', blob, experiment: own });
    else await ask({ type: 'use-student-file', name: 'mine', blob, experiment: own });
    await obey({
      type: 'run',
      experiment: { ...own, ...(as === 'teacher' ? { teacher: 'file' } : {}) },
      finished: [],
    });
    expect(of('problem')).toEqual([]);
    expect(of('stage-ended')).toHaveLength(2);
    return of('epoch').map(({ record }) => record.seconds);
  }

  it.each(['teacher', 'student'] as const)(
    'of a %s is found in a later visit that is given the same, and not where it is another',
    async (as) => {
      const { store: networks } = memoryNetworks();
      const first = await visit(networks, as, 0);
      expect(await visit(networks, as, 0)).toEqual(first);
      expect(await visit(networks, as, 1)).not.toEqual(first);
      expect(await visit(networks, as, 0)).toEqual(first);
    },
  );
});
