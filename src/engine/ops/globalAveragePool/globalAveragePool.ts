/**
 * The mean of each channel over the picture, and its gradient: every pixel's share of dy.
 */
import {
  avgPool,
  engine,
  fill,
  mean,
  mul,
  reshape,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { stated } from '../shapeRules.ts';
import { tileSizeOf } from '../webgpu/channelTile.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { poolGradientShader, poolShader } from './globalAveragePool.wgsl.ts';

const poolName = 'GlobalAveragePool';
const gradientName = 'GlobalAveragePoolGradient';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

/** [B, H, W, C] → [B, C]. Not differentiable itself; the caller owns the result. */
export function globalAverage(x: Tensor4D): Tensor2D {
  return engine().runKernel(poolName, { x }) as Tensor2D;
}

/** [B, C] → [B, H, W, C], `shape`. The caller owns the result. */
export function globalAverageGradient(dy: Tensor2D, shape: Shape): Tensor4D {
  return engine().runKernel(gradientName, { dy }, { shape: [...shape] }) as Tensor4D;
}

const shapeOf = (attributes: unknown) => (attributes as { readonly shape: Shape }).shape;

export const globalAverageOp: Op = {
  name: poolName,
  // A mean, whose attributes do not have the picture's size.
  recordedAs: ({ inputs }) => mean(inputs.x as Tensor4D, [1, 2]),
  shapes: ({ x }) => ({ shape: [x?.shape[0] ?? 0, x?.shape[3] ?? 0] }),
  composed: ({ inputs }) => {
    const x = inputs.x as Tensor4D;
    const [batch, height, width, channels] = x.shape;
    return tidy(() => reshape(avgPool(x, [height, width], 1, 'valid'), [batch, channels]));
  },
  kernels: {
    webgpu: ({ inputs, backend }) => {
      const { x } = inputs as { x: Tensor4D };
      const gpu = backend as GpuBackend;
      const y = gpu.makeTensorInfo([x.shape[0], x.shape[3]], 'float32');
      const { shader, workgroups } = poolShader(x.shape, tileSizeOf(gpu));
      dispatch(gpu, shader, [x, y], workgroups);
      return y;
    },
  },
};

export const globalAverageGradientOp: Op = {
  name: gradientName,
  shapes: stated('shape'),
  composed: ({ inputs, attrs }) => {
    const dy = inputs.dy as Tensor2D;
    const [batch, height, width, channels] = shapeOf(attrs);
    return tidy(() => {
      const share = reshape(mul(dy, 1 / (height * width)), [batch, 1, 1, channels]);
      // Broadcasting over ones: `tile` copies scalar by scalar on wasm, 30 times slower.
      return mul(fill([batch, height, width, channels], 1), share);
    });
  },
  kernels: {
    webgpu: ({ inputs, attrs, backend }) => {
      const { dy } = inputs as { dy: Tensor2D };
      const gpu = backend as GpuBackend;
      const shape = shapeOf(attrs);
      const dx = gpu.makeTensorInfo(shape, 'float32');
      const { shader, workgroups } = poolGradientShader(shape);
      dispatch(gpu, shader, [dy, dx], workgroups);
      return dx;
    },
  },
};
