/**
 * Adds a batch's sums to a running total that stays on the device.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';

const kernelName = 'Accumulate';

/** totals ← totals + sums, in place, both [W]; WebGPU only. */
export function accumulate(totals: Tensor1D, sums: Tensor1D): void {
  engine().runKernel(kernelName, { totals, sums });
}

const accumulateKernel: KernelFunc = ({ inputs, backend }) => {
  const gpu = backend as GpuBackend;
  const { totals, sums } = inputs as unknown as Record<'totals' | 'sums', TensorInfo>;
  const { shader, workgroups } = elementwise({
    key: 'Accumulate',
    bindings: [
      { name: 'totals', type: 'f32', writes: true },
      { name: 'sums', type: 'f32' },
    ],
    count: totals.shape[0] ?? 0,
    body: 'totals[i] += sums[i];',
  });
  aboutToWrite(gpu, totals);
  dispatch(gpu, shader, [totals, sums], workgroups);
  return [];
};

export const accumulateOp: Op = { name: kernelName, kernels: { webgpu: accumulateKernel } };
