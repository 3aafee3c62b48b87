/**
 * Σ over all axes but the last: the sums of batch norm and of biases.
 *
 * Each backend has its own fastest way. Measured on wasm, one thread, [32, 32, 32, 16] that was just computed: `sum`
 * 2.2 ms (it transposes first), a product with a row of ones 1.6 ms (the right-hand matrix is packed anew), average
 * pooling over everything 0.09 ms.
 */
import {
  avgPool,
  engine,
  type KernelFunc,
  mul,
  reshape,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { channels } from '../shapeRules.ts';
import { channelTile, tileSizeOf } from '../webgpu/channelTile.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { channelSumsShader, partsOf } from './channelSums.wgsl.ts';

const kernelName = 'ChannelSums';

/** [N, C] → [C]; not differentiable: it is made for the insides of closed-form gradients. */
type Sums = (x: Tensor, rows: number, channels: number) => Tensor;

/** Σ over all axes but the last, [..., C] → [C]. The caller owns the result. */
export function channelSums(x: Tensor): Tensor1D {
  return engine().runKernel(kernelName, { x }) as Tensor1D;
}

function kernel(sums: Sums): KernelFunc {
  return ({ inputs }) => {
    const x = inputs.x as Tensor;
    const channels = x.shape.at(-1) ?? 1;
    return tidy(() => reshape(sums(x, x.size / channels, channels), [channels]));
  };
}

/** The largest divisor of `rows` up to its square root: pooling windows that are nearly square stay cheap to set up. */
function nearSquare(rows: number): number {
  for (let side = Math.floor(Math.sqrt(rows)); side > 1; side--) if (rows % side === 0) return side;
  return 1;
}

function pooled(x: Tensor, rows: number, channels: number): Tensor {
  const height = nearSquare(rows);
  const width = rows / height;
  const image: Tensor4D = reshape(x, [1, height, width, channels]);
  return mul(avgPool(image, [height, width], 1, 'valid'), rows);
}

export function gpuSums(backend: GpuBackend, x: TensorInfo): TensorInfo {
  const channels = x.shape.at(-1) ?? 1;
  const tile = channelTile(channels, tileSizeOf(backend));
  let from = x;
  let rows = x.shape.slice(0, -1).reduce((product, length) => product * length, 1);
  for (;;) {
    const { parts, rowsPerPart } = partsOf(tile, rows);
    const sums = backend.makeTensorInfo(parts === 1 ? [channels] : [parts, channels], 'float32');
    dispatch(backend, channelSumsShader(tile, rows, rowsPerPart), [from, sums], [parts, tile.blocks]);
    if (from !== x) backend.disposeData(from.dataId);
    if (parts === 1) return sums;
    [from, rows] = [sums, parts];
  }
}

export const channelSumsOp: Op = {
  name: kernelName,
  shapes: channels('x'),
  composed: kernel((x, rows, count) => sum(reshape(x, [rows, count]), 0)),
  kernels: {
    wasm: kernel(pooled),
    webgpu: ({ inputs, backend }) => gpuSums(backend as GpuBackend, inputs.x as TensorInfo),
  },
};
