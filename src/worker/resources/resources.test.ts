import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { alreadyOpen } from '../../base/opened.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import { createControl } from '../../engine/training/control.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { tiny } from '../sessionForTests.ts';
import { Interrupted } from '../tasks.ts';
import { createMemo } from './memo.ts';
import { createResources, type ResourcesEnvironment, standingReady } from './resources.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const control = createControl();
const one: Experiment = { ...tiny, teacher: 'mlp' };
const other: Experiment = { ...one, teacherWidth: 0.25 };

function environmentFor(events: Event[] = []): ResourcesEnvironment {
  const nothing = alreadyOpen<never>(undefined);
  return {
    post: (event) => void events.push(event),
    openBackend: async () => ({
      card: { name: 'cpu', label: 'CPU', reason: '', software: false, threads: 1 },
    }),
    fetchPublic: () => Promise.reject(new Error('nothing is fetched here')),
    ...{ store: nothing, networks: nothing, logits: nothing, onLost: () => undefined },
  };
}

describe('resources', () => {
  it('hold several teachers at once, each measured and asked as it is alone, over the same images', async () => {
    const events: Event[] = [];
    const { measured, known, dataset, backend } = standingReady(environmentFor(events));
    const memo = createMemo();
    const { numTensors } = memory();
    const both = await memo.openEach(measured, [one, other], control);
    const logits = await memo.openEach(known, [one, other], control);
    expect(both.map(({ card }) => card.width)).toEqual([0.125, 0.25]);
    expect(new Set(both.map(({ key }) => key)).size).toBe(2);
    expect(new Set(logits).size).toBe(2);
    expect(memo.opened(dataset)).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'teacher-epoch')).toHaveLength(2);
    const alone = await createResources(environmentFor()).measureTeacher(other, control);
    expect(both[1]?.table).toEqual(alone.table);
    // One of them goes; the other is not trained again.
    expect(await memo.open(measured, other, control)).toBe(both[1]);
    expect(events.filter(({ type }) => type === 'teacher-epoch')).toHaveLength(2);
    memo.close(backend);
    expect(memory().numTensors - numTensors).toBe(Object.keys(networkOf(alone)).length);
  });

  it('leave nothing on the device when teacher, images or backend are others and back again', async () => {
    const resources = createResources(environmentFor());
    const ready = async (experiment: Experiment) => {
      await resources.openGround(experiment, control);
      (await resources.measureTeacher(experiment, control)).validation.batches();
      await resources.teacherLogits(experiment, control);
      return memory().numTensors;
    };
    const before = await ready(one);
    const changed: readonly Partial<Experiment>[] = [
      ...[{ teacherWidth: 0.25 }, { seed: 3 }, { kernels: 'stock' }, { teacher: 'cnn' }],
      { augmentation: 'flip-shift' },
    ] as const;
    for (const part of changed) {
      await ready({ ...one, ...part });
      expect(await ready(one), JSON.stringify(part)).toBe(before);
    }
  });

  it('free what a training had that was stopped, and train anew', async () => {
    const stopping = createControl();
    const resources = createResources({
      ...environmentFor(),
      post: (event) => {
        if (event.type === 'teacher-epoch') stopping.stop();
      },
    });
    await resources.openGround(one, control);
    const { numTensors } = memory();
    const long = { ...one, teacherEpochs: 3 };
    await expect(resources.measureTeacher(long, stopping)).rejects.toThrow(Interrupted);
    expect(memory().numTensors).toBe(numTensors);
    expect(resources.measured).toBeUndefined();
    expect((await resources.measureTeacher(long, control)).isNew).toBe(true);
    expect(resources.measured).toBeDefined();
  });
});

function networkOf({ teacher }: Awaited<ReturnType<ReturnType<typeof createResources>['measureTeacher']>>) {
  if (!('parameters' in teacher) || typeof teacher.parameters === 'number')
    throw new Error('a network of ours');
  return teacher.parameters;
}
