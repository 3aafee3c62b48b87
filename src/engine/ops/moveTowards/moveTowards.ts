/**
 * Moves running statistics a share of the way towards a batch's, all of a network's in one dispatch.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';

const kernelName = 'MoveTowards';

/** running ← running + share·(batch − running), in place, both [L]; WebGPU only. */
export function moveTowards(running: Tensor1D, batch: Tensor1D, share: number): void {
  engine().runKernel(kernelName, { running, batch }, { share });
}

const moveTowardsKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { running, batch } = inputs as unknown as Record<'running' | 'batch', TensorInfo>;
  const { share } = attrs as unknown as { readonly share: number };
  const { shader, workgroups } = elementwise({
    key: `MoveTowards ${share}`,
    bindings: [
      { name: 'running', type: 'f32', writes: true },
      { name: 'batch', type: 'f32' },
    ],
    count: running.shape[0] ?? 0,
    body: `running[i] += ${f32(share)} * (batch[i] - running[i]);`,
  });
  aboutToWrite(gpu, running);
  dispatch(gpu, shader, [running, batch], workgroups);
  return [];
};

export const moveTowardsOp: Op = { name: kernelName, kernels: { webgpu: moveTowardsKernel } };
