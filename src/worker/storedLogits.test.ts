/**
 * Logits that are stored, rounded, exported and learned from elsewhere, through whole sessions.
 */
import { tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { random } from '../base/random.ts';
import { batchesOf } from '../data/augment/augment.ts';
import { insectsDataset } from '../data/openDataset.ts';
import { writeLogits } from '../engine/external/logits/logitsFile.ts';
import { catalogue } from '../engine/families/catalogue.ts';
import { initialise } from '../engine/layers/initialise.ts';
import { createControl } from '../engine/training/control.ts';
import { tabulateInBatches } from '../engine/training/tabulation.ts';
import { liveTeacher } from '../engine/training/teacherLogits.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import { insectClasses } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryLogits, memoryStore, open, tiny } from './sessionForTests.ts';

const rounded: Experiment = { ...tiny, alphas: [0.5], runs: 1, logitsPrecision: 'float16' };
const viewed = { ...rounded, augmentation: 'flip-shift', views: 3 } as const;

type Session = ReturnType<typeof open>;
async function curvesOf(experiment: Experiment, session: Session) {
  await session.obey({ type: 'run', experiment, finished: [], anyTeacher: true });
  expect(session.of('problem')).toEqual([]);
  return session.of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
}

/** A session whose teacher is that file. */
async function learnsFrom(bytes: Uint8Array<ArrayBuffer>, experiment: Experiment, backend?: typeof onWasm) {
  const session = open(memoryStore(), backend ?? (() => ({})));
  await session.obey({ type: 'prepare', experiment: { ...experiment, teacher: 'mlp' } });
  const ofFile: Experiment = { ...experiment, teacher: 'file' };
  const blob = new Blob([bytes]);
  const card = await session.ask({
    type: 'use-teacher-file',
    name: 'x.safetensors',
    blob,
    experiment: ofFile,
  });
  session.events.length = 0;
  return { session, card, ofFile };
}

describe('logits that are rounded to float16', () => {
  it('take half the bytes, and give in every later visit the curves of the first', async () => {
    const { kept, store } = memoryLogits();
    const [first, again] = [open(memoryStore(), undefined, store), open(memoryStore(), undefined, store)];
    const curves = await curvesOf(viewed, first);
    const [use] = first.of('teacher-use');
    expect(use?.use).toMatchObject({ asked: 96, views: 3, stored: [{ asked: 96, bytes: 2 * 96 * 10 }] });
    expect([...kept.values()].map(({ precision }) => precision).sort()).toEqual(['float16', undefined]);
    expect(await curvesOf(viewed, again)).toEqual(curves);
    expect(again.of('teacher-use')[0]?.use).toMatchObject({ asked: 0, stored: [{ asked: 0, saved: 64 }] });
    const whole = await curvesOf({ ...viewed, logitsPrecision: 'float32' }, open());
    expect(whole).not.toEqual(curves);
    expect(whole.at(-1)?.validation.loss).toBeCloseTo(curves.at(-1)?.validation.loss ?? 0, 2);
  });

  it('have no effect where every view is new: the teacher is run', async () => {
    const fresh: Experiment = { ...viewed, views: 0 };
    const session = open();
    const curves = await curvesOf(fresh, session);
    expect(session.of('teacher-use')[0]?.use).toMatchObject({ asked: 64, answers: 64, views: 0 });
    expect(session.of('teacher-use')[0]?.use.stored).toBeUndefined();
    expect(await curvesOf({ ...fresh, logitsPrecision: 'float32' }, open())).toEqual(curves);
  });
});

describe.each([
  ['cpu', undefined],
  ['wasm', onWasm],
] as const)('a file of logits on %s', (_, backend) => {
  it.each([
    ['mirror images', rounded],
    ['three views', viewed],
  ] as const)('teaches what its teacher taught to the bit, without it (%s)', async (_, experiment) => {
    const session = open(memoryStore(), backend ?? (() => ({})));
    const curves = await curvesOf(experiment, session);
    const teacher = session.of('teacher').at(-1)?.teacher;
    const bytes = await session.ask({ type: 'export-logits' });
    const elsewhere = await learnsFrom(bytes, experiment, backend);
    expect(elsewhere.card).toMatchObject({
      source: 'file',
      name: 'foreign',
      parameters: teacher?.parameters,
    });
    expect(await curvesOf(elsewhere.ofFile, elsewhere.session)).toEqual(curves);
    expect(elsewhere.session.of('teacher-epoch')).toEqual([]);
    expect(elsewhere.session.of('teacher-use')[0]?.use).toMatchObject({ asked: 0, answers: 64 });
    expect(elsewhere.session.of('teacher').at(-1)?.teacher.accuracy).toBe(teacher?.accuracy);
  });
});

describe('a file of logits', () => {
  it('holds float16 rows, digests and whose they are, and is refused for other images, views and classes', async () => {
    const session = open();
    await curvesOf(viewed, session);
    const bytes = await session.ask({ type: 'export-logits' });
    const { stored, metadata } = await openSafetensors(bytesInMemory(bytes));
    expect([...stored].map(([name, { shape, dtype }]) => [name, dtype, shape])).toEqual([
      ['validation_logits', 'float32', [20, 10]],
      ['logits', 'float16', [3, 32, 10]],
      ['images', 'uint8', [3, 32, 16]],
      ['validation_images', 'uint8', [20, 16]],
    ]);
    expect(metadata).toMatchObject({ augmentation: 'flip-shift', views: '3', seed: '0', imageSize: '8' });
    expect(JSON.parse(metadata.teacher ?? '')).toMatchObject({ label: 'Plain CNN' });

    const run = async (experiment: Experiment) => {
      const other = await learnsFrom(bytes, experiment);
      await other.session.obey({ type: 'run', experiment: other.ofFile, finished: [], anyTeacher: true });
      return other.session.of('problem').at(-1)?.problem;
    };
    const others = await run({ ...viewed, seed: 5 });
    expect(others?.code).toBe('teacher-mismatch');
    expect(others?.what).toMatchObject({ template: expect.stringContaining('has logits of') });
    const moreViews = await run({ ...viewed, views: 4 });
    expect(moreViews?.code).toBe('teacher-mismatch');
    const endless = await run({ ...viewed, views: 0 });
    expect(endless?.code).toBe('setting-invalid');
    await expect(learnsFrom(bytes, { ...viewed, imageSize: 16 })).rejects.toMatchObject({
      problem: { code: 'teacher-mismatch' },
    });
  });

  it('is refused for other classes, and for others’ order taken in that of the images', async () => {
    const classes = [...insectClasses];
    const about = {
      ...{ teacher: { label: 'X', parameters: 1 }, dataset: 'insects', imageSize: 8, views: 0, seed: 0 },
      ...{ augmentation: 'flip', experiment: '' },
    };
    const one = { table: Float32Array.from(classes, (_, k) => k), digests: new Uint8Array(16) };
    const of = (names: readonly string[]) => writeLogits({ ...about, classes: names }, one, one, 1);
    await expect(learnsFrom(of(classes.with(2, 'wolf')), rounded)).rejects.toMatchObject({
      problem: { code: 'teacher-head' },
    });
    expect((await learnsFrom(of(classes.toReversed()), rounded)).card).toMatchObject({ orderedByName: true });
  });

  it('cannot be had where every view is new', async () => {
    const session = open();
    await curvesOf({ ...viewed, views: 0 }, session);
    await expect(session.ask({ type: 'export-logits' })).rejects.toMatchObject({
      problem: { code: 'setting-invalid' },
    });
  });
});

it('stored logits are those of a fresh pass over the same view to the bit on wasm, whatever lies beside it in its batch', async () => {
  await onWasm();
  const { dataset } = await insectsDataset(tiny, () => undefined);
  const source = batchesOf(dataset.train, 'flip-shift', 4);
  const model = catalogue.resnet8.build({ classes: 10, imageSize: 8, width: 0.5 });
  const teacher = { model, parameters: initialise(model.parameters, random(1)) };
  const table = await tabulateInBatches(teacher, source, createControl(), { progress: () => undefined });
  const live = liveTeacher(teacher);
  for (const [indices, versions] of [
    [[5], [2]],
    [
      [31, 0, 5, 5, 7],
      [3, 0, 2, 1, 1],
    ],
  ]) {
    const places = { indices: Int32Array.from(indices ?? []), versions: Uint32Array.from(versions ?? []) };
    const { length } = places.indices;
    const images = tensor4d(source.fill(places.indices, places.versions).slice(), [length, 8, 8, 3]);
    const logits = await live.of({ images, ...places }).data();
    for (let i = 0; i < length; i++) {
      const row = (places.versions[i] ?? 0) * source.count + (places.indices[i] ?? 0);
      expect(logits.slice(10 * i, 10 * i + 10)).toEqual(table?.slice(10 * row, 10 * row + 10));
    }
  }
});
