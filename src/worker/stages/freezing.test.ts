import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { qatMethods } from '../../spec/recipe/qat.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { openCheckpoint } from '../checkpointFile.ts';
import { memoryNetworks, memoryStore, open, tiny } from '../sessionForTests.ts';

const experiment: Experiment = {
  ...tiny,
  ...{ teacher: 'resnet8', student: 'teacher', augmentation: 'flip' },
  ...{ alphas: [0.5], runs: 1, epochs: 2 },
};
const teachers = memoryStore();

/** A sweep's events, its networks stage by stage, and its teacher. */
async function ran(settings: Partial<Experiment>) {
  const { store } = memoryNetworks();
  const { obey, of, ask } = open(teachers, undefined, undefined, store);
  await obey({ type: 'run', experiment: { ...experiment, ...settings }, finished: [] });
  expect(of('problem')).toEqual([]);
  const stages: HostParameters[] = [];
  for (const { id, origin } of await store.list()) {
    const read = await store.read(id);
    if (origin && read && 'bytes' in read) stages[origin.stage] = await tensorsOf(read.bytes);
  }
  return { of, stages, teacher: await tensorsOf(await ask({ type: 'export-teacher' })) };
}

const tensorsOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<HostParameters> =>
  (await openCheckpoint(bytes))?.checkpoint.tensors ?? {};

const changed = (before: HostParameters = {}, after: HostParameters = {}) =>
  Object.keys(after).filter((name) => after[name]?.values.join() !== before[name]?.values.join());

const headFirst: readonly StageSpec[] = [
  { kind: 'distil', arm: 'distilled', freeze: 'head' },
  { kind: 'distil', arm: 'distilled', epochs: 1 },
];

describe('a stage that holds all but the head', () => {
  it('trains the head on features, and the next stage trains everything', async () => {
    const { of, stages, teacher } = await ran({ recipe: headFirst });
    expect(of('stage-ended').map(({ record }) => record.kind)).toEqual(['distil', 'distil']);
    expect(of('epoch')).toHaveLength(3);
    expect(changed(teacher, stages[0]).sort()).toEqual(['linear.bias', 'linear.weight']);
    expect(changed(stages[0], stages[1])).toContain('conv1.weight');
    expect(of('epoch')[0]?.record.gradients?.cosine).toBeGreaterThan(-1);
  });

  it('is what the experiment’s own freezing is', async () => {
    const { of, stages } = await ran({
      recipe: [{ kind: 'distil', arm: 'distilled' }],
      studentFreeze: 'head',
    });
    const stage = await ran({ recipe: headFirst.slice(0, 1) });
    expect(stages[0]?.['linear.weight']?.values.length).toBeGreaterThan(0);
    expect(stages[0]).toEqual(stage.stages[0]);
    const losses = ({ of: told }: Pick<typeof stage, 'of'>) =>
      told('epoch').map(({ record }) => [record.train.loss, record.validation.loss]);
    expect(losses({ of })).toEqual(losses(stage));
    // Of the same training on images, in which every step computed anew what lies below the head.
    expect(losses({ of })).toEqual([
      [1.3160879611968994, 1.260354995727539],
      [1.2689935564994812, 1.2393767356872558],
    ]);
  });

  it('comes to what training on images does', async () => {
    // Without batch norm it is the same to hold its weights alone.
    const dense: Partial<Experiment> = { teacher: 'mlp', recipe: [{ kind: 'distil', arm: 'distilled' }] };
    const features = await ran({ ...dense, studentFreeze: 'head' });
    const images = await ran({ ...dense, studentFreeze: 'head-batch-norm' });
    const [head, same] = [features, images].map(({ stages }) => stages[0]?.['linear.weight']?.values ?? []);
    expect(head?.length).toBeGreaterThan(0);
    head?.forEach((value, i) => {
      expect(value).toBeCloseTo(same?.[i] ?? Number.NaN, 5);
    });
  });

  it.each(qatMethods)('quantises all layers by %s, and teaches the head alone', async (method) => {
    const quantised = {
      method,
      bits: 2,
      activations: 8,
      ends: '8',
      per: 'channel',
      rounding: 'nearest',
    } as const;
    const trained = (epochs: number) =>
      ran({
        recipe: [{ kind: 'qat', ...quantised, images: 16, epochs, freeze: 'head' }],
        optimizer: method === 'lab' ? 'adam' : 'sgd',
      });
    const [one, two] = [await trained(1), await trained(2)];
    const [before, after] = [one.stages[0] ?? {}, two.stages[0] ?? {}];
    const learned = changed(before, after);
    expect(learned).toContain('linear.weight');
    // Steps, clips and scales of the layers below are held like their weights.
    expect(learned.filter((name) => !name.startsWith('linear.'))).toEqual([]);
    const inTeacher = Object.keys(one.teacher).filter((name) => !name.startsWith('linear.'));
    expect(inTeacher.length).toBeGreaterThan(10);
    for (const name of inTeacher) expect(before[name]?.values, name).toEqual(one.teacher[name]?.values);
    const added = Object.keys(before).filter((name) => !(name in one.teacher));
    expect(added.some((name) => name.startsWith('layer1.0.conv1.'))).toBe(true);
  });

  it('gives the same numbers again, and leaves nothing on the device', async () => {
    const curve = ({ of }: Awaited<ReturnType<typeof ran>>) =>
      of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
    const first = await ran({ recipe: headFirst });
    const { numTensors } = memory();
    const second = await ran({ recipe: headFirst });
    expect(curve(second)).toEqual(curve(first));
    // Each lab holds its teacher and what it measures on.
    const third = await ran({ recipe: headFirst });
    expect(curve(third)).toEqual(curve(first));
    const grown = memory().numTensors - numTensors;
    expect(grown).toBe(2 * (await heldByLab()));
  });

  it('is refused where what stays fixed would be random', async () => {
    const { obey, of } = open(teachers);
    const fresh: Experiment = { ...experiment, student: 'resnet8', recipe: headFirst };
    await obey({ type: 'run', experiment: fresh, finished: [] });
    expect(of('problem')).toMatchObject([{ problem: { code: 'setting-invalid' } }]);
    expect(of('run-started')).toEqual([]);
    await obey({
      type: 'run',
      experiment: { ...fresh, recipe: [{ kind: 'distil', arm: 'distilled', epochs: 1 }, ...headFirst] },
      finished: [],
    });
    expect(of('problem')).toHaveLength(1);
    expect(of('stage-ended')).toHaveLength(3);
  });
});

/** Tensors that a lab holds after a sweep: its teacher's, and those of the images that networks are measured on. */
async function heldByLab(): Promise<number> {
  const { numTensors } = memory();
  const { obey } = open(teachers);
  await obey({
    type: 'run',
    experiment: { ...experiment, recipe: [{ kind: 'distil', arm: 'distilled' }] },
    finished: [],
  });
  return memory().numTensors - numTensors;
}
