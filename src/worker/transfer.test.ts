import { backend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../engine/weights/safetensors.ts';
import { fileOf, nn, resnet18 } from '../engine/weights/torch/handmadeModules.ts';
import { type Problem, problem } from '../lang/problem.ts';
import type { EpochRecord } from '../protocol/records.ts';
import { alphaRunId } from '../protocol/runId.ts';
import type { Experiment } from '../spec/experiment.ts';
import { memoryLogits, memoryStore, open, tiny } from './sessionForTests.ts';

const mobile: Experiment = {
  ...tiny,
  teacher: 'resnet14',
  student: 'resnet8',
  alphas: [0.5],
  runs: 1,
  epochs: 1,
  augmentation: 'flip',
};

/** A teacher that was trained a little, as a file. */
async function teacherFile() {
  const { obey, ask } = open();
  await obey({ type: 'train-teacher', experiment: mobile });
  return await ask({ type: 'export-teacher' });
}

const file = teacherFile();

/** A lab that has been given a teacher's file, and the experiment that uses it. */
async function withFile(changes: Partial<Experiment>, bytes?: Uint8Array<ArrayBuffer>, lab = open()) {
  const experiment: Experiment = { ...mobile, ...changes };
  await lab.obey({ type: 'prepare', experiment: { ...experiment, teacher: 'cnn' } });
  const blob = new Blob([bytes ?? (await file)]);
  const card = await lab.ask({ type: 'use-teacher-file', name: 'mine', blob, experiment });
  return { ...lab, card, experiment: { ...experiment, teacher: 'file' } as Experiment };
}

const stateOf = async (bytes: Uint8Array) => {
  const { tensors } = await openSafetensors(bytesInMemory(bytes));
  return new Map(
    await Promise.all(
      [...tensors].map(
        async ([name, { shape, values }]) => [name, { shape, values: await values() }] as const,
      ),
    ),
  );
};

const changed = (a: Awaited<ReturnType<typeof stateOf>>, b: Awaited<ReturnType<typeof stateOf>>) =>
  [...a].filter(([name, { values }]) => values.join() !== b.get(name)?.values.join()).map(([name]) => name);

const curveOf = (of: ReturnType<typeof open>['of']): readonly EpochRecord[] =>
  of('epoch').map(({ record }) => record);

describe('a teacher with a new head', () => {
  it('keeps every other weight where the head alone is trained, and shows its backbone each view once', async () => {
    const { obey, of, ask, card, experiment } = await withFile({ teacherHead: 'new', teacherEpochs: 3 });
    expect(card).toMatchObject({ name: 'resnet14', newHead: true });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
    expect(of('memory').at(-1)?.memory.bytes).toBeGreaterThan(0);
    expect(of('teacher-epoch')).toHaveLength(3);
    const asked = of('stage').filter(
      ({ stage, done, total }) => stage === 'teacher-logits' && done === total,
    );
    // Mirror images of 32, and 20 to validate on; not once more for the teacher's logits.
    expect(asked.map(({ total }) => total)).toEqual([64, 20]);
    expect(of('teacher-use')).toMatchObject([{ use: { asked: 0 } }]);
    const trained = await stateOf(await ask({ type: 'export-teacher' }));
    expect(changed(trained, await stateOf(await file))).toEqual(['linear.weight', 'linear.bias']);
    // What was measured through features is what the whole network gives.
    const other = await withFile({}, await ask({ type: 'export-teacher' }));
    await other.obey({ type: 'prepare', experiment: other.experiment });
    const accuracy = of('teacher').at(-1)?.teacher.accuracy;
    expect(other.of('teacher').at(-1)?.teacher.accuracy).toBe(accuracy);
  });

  it('moves running statistics too where batch norm is not frozen, and the last stage where that is trained', async () => {
    const before = await stateOf(await file);
    const changedBy = async (teacherFreeze: Experiment['teacherFreeze']) => {
      const { obey, ask, of, experiment } = await withFile({
        teacherHead: 'new',
        teacherFreeze,
        teacherEpochs: 1,
      });
      await obey({ type: 'train-teacher', experiment });
      expect(of('problem')).toEqual([]);
      return changed(await stateOf(await ask({ type: 'export-teacher' })), before);
    };
    const statistics = (await changedBy('head-batch-norm')).filter((name) => !name.startsWith('linear'));
    expect(statistics.length).toBeGreaterThan(20);
    expect(statistics.every((name) => name.includes('running_'))).toBe(true);
    const stage = await changedBy('stage');
    expect(stage.every((name) => /^(layer3|linear)/.test(name))).toBe(true);
    expect(stage.some((name) => name.startsWith('layer3'))).toBe(true);
    expect((await changedBy('none')).some((name) => name.startsWith('conv1'))).toBe(true);
  });

  it('takes nothing from a device that was lost for what the network says', async () => {
    const transfer = { teacherHead: 'new', teacherEpochs: 2 } as const;
    const undisturbed = await withFile(transfer);
    await undisturbed.obey({ type: 'train-teacher', experiment: undisturbed.experiment });
    let lose: (told: Problem) => void = () => undefined;
    const lost = new Promise<Problem>((resolve) => {
      lose = resolve;
    });
    let opened = 0;
    const lab = open(memoryStore(), () => (++opened === 1 ? { lost } : {}));
    const { obey, of, on, experiment } = await withFile(transfer, undefined, lab);
    let dead: { mockRestore(): void } | undefined;
    on((event) => {
      if (event.type !== 'stage' || event.stage !== 'teacher-logits' || opened > 1) return;
      // Dead before anybody hears of it: what is read are noughts.
      dead ??= vi.spyOn(backend(), 'read').mockImplementation(async () => new Float32Array(32 * 8));
      if (event.done === event.total) lose(problem('device-lost', 'lost', 'wait').problem);
    });
    await obey({ type: 'train-teacher', experiment });
    dead?.mockRestore();
    expect(of('problem')).toMatchObject([{ problem: { code: 'device-lost' } }]);
    expect(of('teacher-epoch')).toEqual([]);
    await obey({ type: 'train-teacher', experiment });
    expect(opened).toBe(2);
    const records = of('teacher-epoch').map(({ record }) => record.validation);
    expect(records).toEqual(undisturbed.of('teacher-epoch').map(({ record }) => record.validation));
  });

  it('keeps what the network said before the training was stopped', async () => {
    const { kept, store: logits } = memoryLogits();
    const lab = open(memoryStore(), () => ({}), logits);
    const { session, obey, on, experiment } = await withFile({ teacherHead: 'new' }, undefined, lab);
    on((event) => {
      if (event.type === 'stage' && event.stage === 'teacher-logits') session.obey({ type: 'stop' });
    });
    await obey({ type: 'train-teacher', experiment });
    const ended = [...kept.values()].map(({ known }) => known.reduce((sum, flag) => sum + flag, 0));
    expect(ended).toContain(32);
  });

  it('takes no room on the device while another teacher is used, and is opened again when it is wanted', async () => {
    const { obey, of, experiment } = await withFile({});
    const { numTensors } = memory();
    await obey({ type: 'prepare', experiment: { ...experiment, teacher: 'cnn' } });
    expect(memory().numTensors).toBeLessThan(numTensors);
    await obey({ type: 'prepare', experiment });
    expect(of('teacher').at(-1)?.teacher).toMatchObject({ source: 'file', name: 'resnet14' });
    expect(of('problem')).toEqual([]);
  });

  it('stays the one that the training began with where another file is given meanwhile', async () => {
    const state = await stateOf(await file);
    const { shape = [], values = new Float32Array() } = state.get('conv1.weight') ?? {};
    state.set('conv1.weight', { shape, values: values.map((value) => -value) });
    const second = new Blob([writeSafetensors({ tensors: state, metadata: {} })]);
    const lab = await withFile({ teacherHead: 'new', teacherEpochs: 3 });
    const { obey, of, on, ask, experiment } = lab;
    let giving: Promise<unknown> | undefined;
    on((event) => {
      if (event.type !== 'teacher-epoch') return;
      giving ??= ask({ type: 'use-teacher-file', name: 'another', blob: second, experiment });
    });
    const backboneOf = async () => (await stateOf(await ask({ type: 'export-teacher' }))).get('conv1.weight');
    await obey({ type: 'run', experiment, finished: [] });
    await giving;
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
    expect((await backboneOf())?.values).toEqual(values);
    await obey({ type: 'run', experiment, finished: [] });
    expect((await backboneOf())?.values).toEqual(values.map((value) => -value));
  });

  it('is offered where the classes do not fit', async () => {
    const state = await stateOf(await file);
    for (const name of ['linear.weight', 'linear.bias']) {
      const { shape, values } = state.get(name) ?? { shape: [], values: new Float32Array() };
      const kept = values.slice(0, (values.length / 10) * 7);
      state.set(name, { shape: [7, ...shape.slice(1)], values: kept });
    }
    const seven = writeSafetensors({ tensors: state, metadata: {} });
    await expect(withFile({}, seven)).rejects.toMatchObject({ problem: { code: 'teacher-head' } });
    const { card } = await withFile({ teacherHead: 'new' }, seven);
    expect(card.newHead).toBe(true);
  });
});

describe('a teacher of the same classes in another order', () => {
  it('is found, and put in order when asked', async () => {
    const large: Partial<Experiment> = {
      trainImages: 64,
      validationImages: 300,
      teacherImages: 1500,
    };
    const trainer = open();
    const training = {
      ...mobile,
      ...large,
      teacher: 'mlp',
      teacherWidth: 1,
      teacherEpochs: 8,
    };
    await trainer.obey({ type: 'train-teacher', experiment: training });
    const straight = trainer.of('teacher').at(-1)?.teacher;
    expect(straight?.order?.verdict).toBe('fits');
    const state = await stateOf(await trainer.ask({ type: 'export-teacher' }));
    for (const name of ['linear.weight', 'linear.bias']) {
      const { shape, values } = state.get(name) ?? { shape: [], values: new Float32Array() };
      const row = values.length / 10;
      const rolled = Float32Array.from(values, (_, i) => values[(i + 3 * row) % values.length] ?? 0);
      state.set(name, { shape, values: rolled });
    }
    const bytes = writeSafetensors({ tensors: state, metadata: {} });
    const { obey, of, experiment } = await withFile(large, bytes);
    await obey({ type: 'prepare', experiment });
    const found = of('teacher').at(-1)?.teacher;
    expect(found?.order?.verdict).toBe('permuted');
    await obey({ type: 'prepare', experiment: { ...experiment, teacherOrder: 'best' } });
    expect(of('teacher').at(-1)?.teacher.accuracy).toBe(straight?.accuracy);
    await obey({ type: 'run', experiment: { ...experiment, teacherOrder: 'best' }, finished: [] });
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
  });
});

describe('students that do not start new', () => {
  it('start from evenly spaced blocks of their teacher', async () => {
    const { obey, of, experiment } = await withFile({
      studentStart: 'teacher',
      epochs: 1,
      learningRate: 1e-6,
    });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    const [copied] = curveOf(of);
    const fresh = await withFile({ epochs: 1, learningRate: 1e-6 });
    await fresh.obey({ type: 'run', experiment: fresh.experiment, finished: [] });
    const [drawn] = curveOf(fresh.of);
    expect(copied?.train.difference).not.toBeCloseTo(drawn?.train.difference ?? 0, 3);
  });

  it('may be a copy of their teacher, head and all', async () => {
    const { obey, ask, of, experiment } = await withFile({
      ...{ student: 'teacher', studentFreeze: 'head-batch-norm', learningRate: 1e-6, studentWidth: 1 },
    });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('student').at(-1)?.student).toMatchObject({ name: 'resnet14', width: 0.125 });
    const teacher = await stateOf(await file);
    const student = await stateOf(await ask({ type: 'export-student', id: alphaRunId(0.5, 1) }));
    const other = changed(student, teacher).filter((name) => !name.includes('running_'));
    expect(other.sort()).toEqual(['linear.bias', 'linear.weight']);
    for (const name of other) {
      const before = teacher.get(name)?.values ?? [];
      student.get(name)?.values.forEach((value, i) => {
        expect(value).toBeCloseTo(before[i] ?? Number.NaN, 4);
      });
    }
    // Its network stays its own when another teacher is open.
    await obey({ type: 'prepare', experiment: { ...experiment, teacher: 'cnn', student: 'cnn' } });
    const again = await stateOf(await ask({ type: 'export-student', id: alphaRunId(0.5, 1) }));
    expect(changed(again, student)).toEqual([]);
  });

  it('copy a teacher that is trained first', async () => {
    const { obey, ask, of } = open();
    const experiment: Experiment = { ...mobile, student: 'teacher', learningRate: 1e-6, teacherRate: 0.05 };
    await obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    const [first, last] = [of('student')[0]?.student, of('student').at(-1)?.student];
    expect(first).toMatchObject({ name: 'resnet14', width: 0.125 });
    expect(last).toEqual(first);
    const teacher = await stateOf(await ask({ type: 'export-teacher' }));
    const student = await stateOf(await ask({ type: 'export-student', id: alphaRunId(0.5, 1) }));
    student.get('conv1.weight')?.values.forEach((value, i) => {
      expect(value).toBeCloseTo(teacher.get('conv1.weight')?.values[i] ?? Number.NaN, 3);
    });
    expect(await ask({ type: 'model-card', experiment })).toEqual(last);
  });

  it('start from a file, and train a head on features that are computed once', async () => {
    const { obey, ask, of, experiment } = await withFile({
      student: 'resnet14',
      studentStart: 'file',
      studentFreeze: 'head',
      runs: 2,
      alphas: [0, 1],
      epochs: 2,
    });
    const card = await ask({ type: 'use-student-file', name: 's', blob: new Blob([await file]), experiment });
    expect(card).toMatchObject({ name: 'resnet14', width: 0.125 });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(curveOf(of)).toHaveLength(8);
    // The teacher was shown both versions of 32 images for it, and the students nothing else.
    expect(of('teacher-use')).toMatchObject([{ use: { answers: 8 * 32, asked: 64 } }]);
    const student = await stateOf(await ask({ type: 'export-student', id: alphaRunId(1, 2) }));
    expect(changed(student, await stateOf(await file)).sort()).toEqual(['linear.bias', 'linear.weight']);
    const seen = await ask({ type: 'example', index: 0 });
    expect(seen.students).toHaveLength(4);
    expect(seen.students.every(({ logits }) => logits.every(Number.isFinite))).toBe(true);
  });

  it('are refused with a file whose weights are no numbers, when it is given', async () => {
    const state = await stateOf(await file);
    state.get('layer1.0.bn1.running_var')?.values.fill(-1, 0, 1);
    const blob = new Blob([writeSafetensors({ tensors: state, metadata: {} })]);
    const asked = open().ask({ type: 'use-student-file', name: 'mine', blob, experiment: mobile });
    await expect(asked).rejects.toMatchObject({
      problem: { code: 'weights-invalid' },
      message: expect.stringContaining('1 variances below 0 among the 2 numbers of layer1.0.bn1.running_var'),
    });
  });

  it('are refused with a whole module that was changed, when it is given, and so is a teacher', async () => {
    const changed = resnet18();
    changed.inside.maxpool = nn('linear.Identity');
    const blob = new Blob([fileOf(changed)]);
    const { ask, obey } = open();
    await obey({ type: 'prepare', experiment: { ...tiny, teacher: 'cnn' } });
    for (const type of ['use-student-file', 'use-teacher-file'] as const) {
      await expect(ask({ type, name: 'mine', blob, experiment: tiny })).rejects.toMatchObject({
        problem: { code: 'teacher-mismatch' },
        message: expect.stringContaining('maxpool is Identity instead of MaxPool2d'),
      });
    }
  });

  it('see smaller images than their teacher', async () => {
    const { obey, of, ask, experiment } = await withFile({ studentImageSize: 8 });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
    await expect(
      ask({ type: 'model-card', experiment: { ...experiment, studentImageSize: 9 } }),
    ).rejects.toMatchObject({ problem: { code: 'setting-invalid' } });
  });

  it('say what is missing, before a teacher is trained for them', async () => {
    const { obey, of, experiment } = await withFile({ studentStart: 'file', teacherHead: 'new' });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('teacher-epoch')).toEqual([]);
    expect(of('problem')).toMatchObject([{ problem: { code: 'student-start' } }]);
    expect(of('sweep-ended')).toMatchObject([{ status: 'failed' }]);
  });

  it('are refused where what is held fixed would stay random', async () => {
    // Option B has convolutions on its shortcuts, option A has none: two blocks have no counterpart.
    const experiment: Experiment = {
      ...mobile,
      ...{ teacher: 'resnet20b', student: 'resnet20', studentStart: 'teacher' },
    };
    for (const studentFreeze of ['head', 'head-batch-norm', 'stage'] as const) {
      const { obey, of } = open();
      await obey({ type: 'run', experiment: { ...experiment, studentFreeze }, finished: [] });
      expect(of('problem')).toMatchObject([{ problem: { code: 'student-start' } }]);
    }
    const { obey, of } = open();
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('sweep-ended')).toMatchObject([{ status: 'finished' }]);
  });

  it('are refused where their file is of another image size', async () => {
    const small: Experiment = { ...mobile, teacher: 'cnn', student: 'mlp' };
    const trained = open();
    await trained.obey({ type: 'run', experiment: small, finished: [] });
    const bytes = await trained.ask({ type: 'export-student', id: alphaRunId(0.5, 1) });
    const { obey, ask, of } = open();
    const experiment: Experiment = { ...small, imageSize: 16, studentStart: 'file' };
    await obey({ type: 'prepare', experiment });
    await ask({ type: 'use-student-file', name: 's', blob: new Blob([bytes]), experiment });
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('problem')).toMatchObject([{ problem: { code: 'student-start' } }]);
  });

  it('learn at another rate below the head, and leave nothing on the device', async () => {
    const { obey, of, experiment } = await withFile({ studentStart: 'teacher', backboneRate: 0.1 });
    await obey({ type: 'run', experiment, finished: [] });
    const { numTensors } = memory();
    await obey({ type: 'run', experiment, finished: [] });
    expect(of('sweep-ended')).toHaveLength(2);
    expect(memory().numTensors).toBe(numTensors);
  });
});
