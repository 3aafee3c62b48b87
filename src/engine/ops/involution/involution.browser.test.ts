/**
 * Involutions on WebGPU and their gradients, against the composition of other operations on the cpu backend.
 */
import { engine, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { involutionCases } from './cases.ts';
import { involved } from './involution.ts';

describe.skipIf(!gpuIsHere)('an involution on webgpu (skipped without an adapter)', () => {
  it.each(involutionCases)(
    'of $x in $groups groups, $kernel×$kernel at stride $stride',
    async ({ x: shape, groups, kernel, stride }) => {
      const [batch, height, width, channels] = shape;
      const places = [batch, Math.ceil(height / stride), Math.ceil(width / stride)];
      const gaps = await gapsToCpu((draw) => {
        const x = draw<Tensor4D>(shape);
        const kernels = draw<Tensor4D>([...places, groups * kernel ** 2]);
        const dy = draw<Tensor4D>([...places, channels]);
        const steps = { groups, stride };
        const run = (name: string, inputs: Record<string, Tensor>, of: Record<string, number[]>) =>
          engine().runKernel(name, inputs, { ...steps, ...of }) as Tensor;
        return {
          y: involved(x, kernels, steps),
          dx: run('InvolutionInputGradient', { dy, kernels }, { inputShape: [...shape] }),
          dKernels: run('InvolutionKernelGradient', { x, dy }, { kernelShape: kernels.shape }),
        };
      });
      expect(Object.entries(gaps).filter(([, gap]) => !(gap < 1e-5))).toEqual([]);
    },
  );
});
