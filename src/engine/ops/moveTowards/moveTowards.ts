/**
 * Moves running statistics towards a batch's, all of a network's in one dispatch: by a share of the way, or as far as the
 * least or the greatest that was seen.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import { partStart } from '../webgpu/tensorView.ts';

const kernelName = 'MoveTowards';

/** [L / 64]: the share of the statistics 64·b … 64·b + 63, or one of the two codes below. */
export type StatisticBlocks = Tensor1D;

/** In place of a share: the lesser of both values, the greater. */
export const [toLeast, toGreatest] = [-1, -2];

/**
 * running ← running + share·(batch − running), in place, both [L]; WebGPU only.
 *
 * @param how a share for all, or by blocks, with 64 a divisor of L.
 */
export function moveTowards(running: Tensor1D, batch: Tensor1D, how: number | StatisticBlocks): void {
  if (typeof how === 'number') engine().runKernel(kernelName, { running, batch }, { share: how });
  else engine().runKernel(kernelName, { running, batch, blocks: how }, {});
}

type Inputs = Record<'running' | 'batch', TensorInfo> & { readonly blocks?: TensorInfo };

const moveTowardsKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { running, batch, blocks } = inputs as unknown as Inputs;
  const { share = 0 } = attrs as unknown as { readonly share?: number };
  const { shader, workgroups } = elementwise({
    key: blocks ? 'MoveTowards by block' : `MoveTowards ${share}`,
    bindings: [
      { name: 'running', type: 'f32', writes: true },
      { name: 'batch', type: 'f32' },
      ...(blocks ? [{ name: 'blocks', type: 'f32' } as const] : []),
    ],
    count: running.shape[0] ?? 0,
    body: blocks
      ? `
  let how = blocks[i / ${partStart}u];
  let now = running[i];
  let seen = batch[i];
  if (how == ${f32(toLeast)}) { running[i] = min(now, seen); }
  else if (how == ${f32(toGreatest)}) { running[i] = max(now, seen); }
  else { running[i] = now + how * (seen - now); }`
      : `running[i] += ${f32(share)} * (batch[i] - running[i]);`,
  });
  aboutToWrite(gpu, running);
  dispatch(gpu, shader, [running, batch, ...(blocks ? [blocks] : [])], workgroups);
  return [];
};

export const moveTowardsOp: Op = { name: kernelName, kernels: { webgpu: moveTowardsKernel } };
