/**
 * Hooks, later starts and several learners on a WebGPU device.
 */
import { beforeAll, describe, expect, it } from 'vitest';
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
