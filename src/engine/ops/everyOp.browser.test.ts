/**
 * Every operation's kernel on WebGPU, ours or tfjs's, against the cpu's stock kernels and our compositions.
 */
import '@tensorflow/tfjs-backend-cpu';
import { cast, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { exampleShape, examples, exampleValues } from './examples.ts';
import { gapsToCpu } from './webgpu/gapsToCpu.ts';
import { gpuIsHere } from './webgpu/startGpuInBrowser.ts';

/** Whose own test compares it with other figures: it has no composition. */
const apart = 'DistillationLoss';

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  it.each(Object.entries(examples).filter(([name]) => name !== apart))(
    '%s gives the numbers of the cpu',
    async (_, example) => {
      const { y } = await gapsToCpu(() => ({
        y: tidy(() => {
          const x: Tensor4D = tensor4d(exampleValues, [...exampleShape]);
          return cast(example(x), 'float32');
        }),
      }));
      expect(y).toBeLessThan(1e-5);
    },
  );
});
