import { describe, expect, it } from 'vitest';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { LeftTraining } from '../../engine/training/networkTraining.ts';
import type { LearnerState } from '../../engine/training/trainState.ts';
import type { EpochRecord } from '../../protocol/records.ts';
import { memoryNetworks } from '../sessionForTests.ts';
import { keepingPoints, unfinishedStages } from './unfinishedStages.ts';

const measures = { loss: 1, terms: { hard: 1 }, accuracy: 0.5, difference: 0 };
const epochOf = (epoch: number): EpochRecord => ({
  ...{ epoch, learningRate: 0.1, train: measures, validation: measures, seconds: 1 / epoch },
});
const tensorsOf = (value: number): HostParameters => ({
  'fc.weight': { shape: [2, 3], values: Float32Array.from({ length: 6 }, (_, i) => value + i / 3) },
  'fc.weight_scale': { shape: [1], values: Float32Array.of(1e-42) },
});
const leftAfter = (epoch: number): LeftTraining => ({
  point: {
    tensors: tensorsOf(epoch),
    optimiser: {
      'fc.weight.exp_avg': { shape: [2, 3], values: new Float32Array(6).fill(-epoch) },
      step: { shape: [1], values: Float32Array.of(3 * epoch) },
    },
    ...{ step: 3 * epoch, sums: [] },
  },
  history: Array.from({ length: epoch }, (_, i) => epochOf(i + 1)),
});

describe('stages that have not ended', () => {
  it('are found as they were kept, to the last bit, the latest of each alone', async () => {
    const { store, bytes } = memoryNetworks();
    const stages = unfinishedStages(store);
    await stages.keep('one', leftAfter(1));
    await stages.keep('other', leftAfter(2));
    await stages.keep('one', leftAfter(3));
    expect(await stages.find('one')).toEqual(leftAfter(3));
    expect(await stages.find('other')).toEqual(leftAfter(2));
    expect(bytes.size).toBe(2);
    await stages.drop('one');
    expect(await stages.find('one')).toBeUndefined();
    expect(await stages.find('other')).toEqual(leftAfter(2));
    await stages.drop('other');
    expect([bytes.size, await store.list()]).toEqual([0, []]);
  });

  it('are not found where their file is damaged', async () => {
    const { store, bytes } = memoryNetworks();
    const stages = unfinishedStages(store);
    await stages.keep('one', leftAfter(1));
    for (const file of bytes.values()) file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
    expect(await stages.find('one')).toBeUndefined();
  });
});

describe('keeping a training', () => {
  const point = leftAfter(1).point;
  const learner: LearnerState = {
    read: async () => point.tensors,
    write: () => undefined,
    readOptimiser: async () => point.optimiser,
    writeOptimiser: () => undefined,
    point: async () => point,
  };
  /** Epochs of `epochMs`, kept in `keepMs`; the epochs after which they are kept. */
  async function keptAfter(epochMs: number, keepMs: number, epochs: number, before: EpochRecord[] = []) {
    const kept: (readonly EpochRecord[])[] = [];
    let time = 0;
    const hook = keepingPoints(
      async ({ history }) => {
        time += keepMs;
        kept.push(history);
      },
      before,
      () => time,
    );
    for (let epoch = before.length + 1; epoch <= epochs; epoch++) {
      time += epochMs;
      const about = { step: 3 * epoch, epoch, epochs, stepsPerEpoch: 3, records: [epochOf(epoch)] };
      await hook.run({ learners: [learner] }, about);
    }
    return kept;
  }

  it('takes no more than a twentieth of the time, and leaves the last epoch to the stage', async () => {
    expect((await keptAfter(1000, 50, 5)).map(({ length }) => length)).toEqual([1, 2, 3, 4]);
    expect((await keptAfter(10, 5, 25)).map(({ length }) => length)).toEqual([1, 11, 21]);
  });

  it('keeps the epochs from before it was left among those since', async () => {
    const [first] = await keptAfter(10, 1, 6, [epochOf(1), epochOf(2)]);
    expect(first).toEqual([1, 2, 3].map(epochOf));
  });

  it('does not break off where nothing can be kept', async () => {
    const hook = keepingPoints(() => Promise.reject(new Error('no room')));
    const about = { step: 3, epoch: 1, epochs: 2, stepsPerEpoch: 3, records: [epochOf(1)] };
    await expect(hook.run({ learners: [learner] }, about)).resolves.toBeUndefined();
  });
});
