/**
 * torchvision's logits on WebGPU, where there is an adapter (a software one will do: 7 s for all of them on two cores). On
 * cpu and wasm: `torchvision.test.ts`.
 */
import { getBackend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gpuIsHere, startGpuInBrowser } from '../ops/webgpu/startGpuInBrowser.ts';
import { labJson } from '../weights/labDataInBrowser.ts';
import { gapToTorchvision, type ReferenceCase, referenceNames } from './torchvisionReference.ts';

const reference = await labJson<{ readonly cases: readonly ReferenceCase[] }>('torch_reference/models.json');

describe.skipIf(!gpuIsHere || !reference)(
  'torchvision’s logits on webgpu (skipped without an adapter or the shared data)',
  () => {
    it('are there for each network', () => {
      expect(reference?.cases.map(({ model }) => model)).toEqual(referenceNames);
    });

    it.each(referenceNames)('%s', async (name) => {
      await startGpuInBrowser();
      expect(getBackend()).toBe('webgpu');
      const before = memory().numTensors;
      const expected = reference?.cases.find(({ model }) => model === name);
      expect(expected && (await gapToTorchvision(expected))).toBeLessThan(1e-4);
      expect(memory().numTensors).toBe(before);
    });
  },
);
