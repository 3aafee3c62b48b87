/**
 * Hooks, later starts and several learners on a WebGPU device.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { hookCases } from './hookCases.ts';
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
