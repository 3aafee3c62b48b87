/**
 * Hooks, later starts and several learners on a WebGPU device.
 */
import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GpuBackend } from '../ops/webgpu/gpuBackend.ts';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { hookCases } from './hookCases.ts';
import { expectObserved, observedNetwork } from './statistics/statisticCases.ts';
import { trainTiny } from './trainingForTests.ts';

describe.skipIf(!gpuIsHere)('a training with a middle, on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  describe('in recorded steps', () => hookCases());
  describe('in steps that are not recorded', () => hookCases({ capture: false }));
  describe('on batches from the CPU', () => hookCases({ onHost: true }));

  it('gives two networks the numbers that they have without recordings', async () => {
    const learners = [{ seed: 3 }, { seed: 8 }];
    expect(await trainTiny({ learners })).toEqual(await trainTiny({ learners, capture: false }));
  });
});

describe.skipIf(!gpuIsHere)('fellow students, on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  const learners = [1, 2, 3].map((seed) => ({ seed, cohort: 3 }));

  it('get the numbers that they have without recordings', async () => {
    const captured = await trainTiny({ learners });
    expect(captured.leaked).toBe(0);
    expect(await trainTiny({ learners, capture: false })).toEqual(captured);
  });

  it('take two submissions each for a step that was recorded: one to say, one to learn', async () => {
    const { queue } = (backend() as unknown as GpuBackend).device;
    const submit = queue.submit;
    const after: number[] = [];
    let submits = 0;
    queue.submit = (commands) => {
      submits++;
      submit.call(queue, commands);
    };
    try {
      await trainTiny({ learners, epochs: 3, onStep: () => void after.push(submits) });
    } finally {
      queue.submit = submit;
    }
    // The second step of the last epoch; every step after the first epoch is played, and an epoch's first waits for its evaluation.
    expect((after.at(-2) ?? 0) - (after.at(-3) ?? 0)).toBe(2 * learners.length);
  });
});

describe.skipIf(!gpuIsHere)('running statistics, on WebGPU (skipped without an adapter)', () => {
  beforeAll(startGpuInBrowser);

  it('keep the extremes that were seen, and means of a share, recorded or not', async () => {
    const learners = [{ model: observedNetwork }];
    const captured = await trainTiny({ learners, epochs: 1 });
    expectObserved(captured);
    expect(captured.leaked).toBe(0);
    expect(await trainTiny({ learners, epochs: 1, capture: false })).toEqual(captured);
    expectObserved(await trainTiny({ learners, epochs: 1, onHost: true }));
  });
});
