/**
 * Batches that are changed as they are made on the device, and their labels: `gatherImages` and `oneHotRows` with `changes.ts`.
 */
import {
  engine,
  type KernelFunc,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  type TensorInfo,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { normalisingTables } from '../../../spec/normalisation.ts';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { gatherChangedShader, mixedLabelsShader } from './gatherChanged.wgsl.ts';

/** [3 × 256], red first. */
const normalised = Float32Array.from(normalisingTables().flatMap((channel) => [...channel]));

/**
 * `gatherImages` with every image changed, [B, S, S, 3]; the same as `changeImages` of the CPU's batch, to the bit where nothing is
 * blended. WebGPU only.
 *
 * @param pixels  int32, of `packedBytes`
 * @param views   int32 [B, 4], see `gatherImages`
 * @param changes int32 [B, 16]
 */
export function gatherChanged(
  pixels: Tensor1D,
  views: Tensor2D,
  changes: Tensor2D,
  { size }: { readonly size: number },
): Tensor4D {
  return tidy(() => {
    const table = tensor1d(normalised);
    return engine().runKernel('GatherChanged', { pixels, views, changes, table }, { size }) as Tensor4D;
  });
}

/** labels [B] int32 (below 0: none), changes int32 [B, 16] → [B, K], as `labelRows`. WebGPU only. */
export function mixedLabels(labels: Tensor1D, changes: Tensor2D, classes: number): Tensor2D {
  return engine().runKernel('MixedLabels', { labels, changes }, { classes }) as Tensor2D;
}

const gatherKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { pixels, views, changes, table } = inputs as unknown as Record<
    'pixels' | 'views' | 'changes' | 'table',
    TensorInfo
  >;
  const { size } = attrs as unknown as { readonly size: number };
  const batch = views.shape[0] ?? 0;
  const images = gpu.makeTensorInfo([batch, size, size, 3], 'float32');
  const { shader, workgroups } = elementwise(gatherChangedShader(batch, size));
  dispatch(gpu, shader, [pixels, views, changes, table, images], workgroups);
  return images;
};

const labelsKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { labels, changes } = inputs as unknown as Record<'labels' | 'changes', TensorInfo>;
  const { classes } = attrs as unknown as { readonly classes: number };
  const batch = labels.shape[0] ?? 0;
  const rows = gpu.makeTensorInfo([batch, classes], 'float32');
  const { shader, workgroups } = elementwise(mixedLabelsShader(batch, classes));
  dispatch(gpu, shader, [labels, changes, rows], workgroups);
  return rows;
};

export const gatherChangedOp: Op = { name: 'GatherChanged', kernels: { webgpu: gatherKernel } };

export const mixedLabelsOp: Op = { name: 'MixedLabels', kernels: { webgpu: labelsKernel } };
