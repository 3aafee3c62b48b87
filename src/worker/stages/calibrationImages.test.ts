import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { prune } from '../../engine/compression/pruning/prune.ts';
import { plainPruning } from '../../engine/compression/pruning/pruningReference.ts';
import { quantise } from '../../engine/compression/quantising/quantise.ts';
import { recalibrated } from '../../engine/compression/recalibrate.ts';
import { build } from '../../engine/families/catalogue.ts';
import { toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import { noise, tinyNetwork } from '../../engine/training/trainingForTests.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { Interrupted } from '../tasks.ts';
import { calibrationImages, withoutLabels } from './calibrationImages.ts';

/** Told to stop the n-th time that it is asked. */
function stoppedAfter(asks: number) {
  const told = { asked: 0 };
  const control: TrainingControl = {
    stopped: false,
    checkpoint: async () => (++told.asked >= asks ? 'stop' : 'go'),
  };
  return { told, control };
}

/** 200 images are four batches. */
const images = (control: TrainingControl) =>
  calibrationImages(noise(200, 1), 3, { count: 200, seed: 1, given: (shown) => shown, control });

async function network(): Promise<Checkpoint> {
  const { architecture } = tinyNetwork;
  if (!architecture) throw new Error('it is of a family');
  const drawn = initialise(build(architecture).parameters, random(1));
  const tensors = await toHost(drawn);
  for (const tensor of Object.values(drawn)) tensor.dispose();
  return { architecture, tensors };
}

describe('calibration images', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  it('are batches of all that were asked for', async () => {
    const counts: number[] = [];
    for await (const { images: batch, labels } of images(stoppedAfter(9).control)) {
      counts.push(batch.shape[0]);
      batch.dispose();
      labels.dispose();
    }
    expect(counts).toEqual([64, 64, 64, 8]);
  });

  it.each([
    [
      'pruned',
      (from: Checkpoint, control: TrainingControl) =>
        prune(from, { ...plainPruning, by: 'taylor' }, { batches: () => images(control) }),
    ],
    [
      'quantised',
      (from: Checkpoint, control: TrainingControl) =>
        quantise(from, { bits: 8, activations: 8, ends: 'same' }, { images: withoutLabels(images(control)) }),
    ],
    [
      'recalibrated',
      (from: Checkpoint, control: TrainingControl) =>
        recalibrated(from, { images: withoutLabels(images(control)) }),
    ],
  ])('stop after the batch under way while a network is %s, which frees what it had', async (_, change) => {
    const from = await network();
    const before = memory().numTensors;
    const { told, control } = stoppedAfter(3);
    await expect(change(from, control)).rejects.toThrow(Interrupted);
    expect(told.asked).toBe(3);
    expect(memory().numTensors).toBe(before);
  });
});
