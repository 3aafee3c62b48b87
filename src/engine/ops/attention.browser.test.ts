/**
 * A transformer's block on WebGPU: tfjs's kernels there, with the gradients of our records.
 */
import '@tensorflow/tfjs-backend-cpu';
import { grad, sum, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { attentionCase } from './attentionCase.ts';
import { gapsToCpu } from './webgpu/gapsToCpu.ts';
import { gpuIsHere } from './webgpu/startGpuInBrowser.ts';

it.skipIf(!gpuIsHere)(
  'a transformer’s block gives the cpu’s values and slopes (skipped without a GPU)',
  async () => {
    const gaps = await gapsToCpu((draw) => {
      const images = draw<Tensor4D>([2, 8, 8, 3]);
      return tidy(() => ({
        y: attentionCase(images),
        slopes: grad((x: Tensor) => sum(attentionCase(x as Tensor4D)))(images),
      }));
    });
    expect(gaps.y).toBeLessThan(1e-4);
    expect(gaps.slopes).toBeLessThan(1e-3);
  },
);
