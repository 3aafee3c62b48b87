/**
 * The shortcut without weights of He et al. 2015 (option A): every second pixel where the block has stride 2, and zero
 * channels around the given ones; of a network from which channels were removed, those that are left wherever they arrive.
 */
import {
  conv2d,
  conv2dTranspose,
  engine,
  type NamedAttrMap,
  pad,
  reshape,
  slice,
  type Tensor4D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { stated } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { copyBack, copyOn } from './copyPixels.ts';
import { recordedShortcut } from './recorded.ts';
import { arrives, movingFilter, type ShortcutShape, zerosBefore } from './shape.ts';
import { shortcutGradientShader, shortcutShader } from './shortcut.wgsl.ts';

const kernelName = 'Shortcut';
const gradientName = 'ShortcutGradient';

/** x, `shape.from`, to `arrives(shape)`. Not differentiable itself; the caller owns the result. */
export function passOn(x: Tensor4D, shape: ShortcutShape): Tensor4D {
  return engine().runKernel(kernelName, { x }, attributesOf(shape)) as Tensor4D;
}

/** dy, `arrives(shape)`, to `shape.from`. The caller owns the result. */
export function passBack(dy: Tensor4D, shape: ShortcutShape): Tensor4D {
  return engine().runKernel(gradientName, { dy }, attributesOf(shape)) as Tensor4D;
}

const attributesOf = ({ from, stride, sources }: ShortcutShape): NamedAttrMap => ({
  from: [...from],
  stride,
  sources: [...sources],
});

/**
 * Every second pixel is a slice between two reshapes: in [B·h, 2, w, 2·C] those with even row and even column are the
 * first half of the first of two.
 */
function everySecondPixel(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const even = pad(x, [
    [0, 0],
    [0, 2 * h - height],
    [0, 2 * w - width],
    [0, 0],
  ]);
  const paired = reshape(even, [batch * h, 2, w, 2 * channels]);
  return reshape(slice(paired, [0, 0, 0, 0], [batch * h, 1, w, channels]), [batch, h, w, channels]);
}

/** Its gradient: zeros where no pixel was taken. */
function spread(dy: Tensor4D, height: number, width: number): Tensor4D {
  const [batch, h, w, channels] = dy.shape;
  const paired = pad(reshape(dy, [batch * h, 1, w, channels]), [
    [0, 0],
    [0, 1],
    [0, 0],
    [0, channels],
  ]);
  const even = reshape(paired, [batch, 2 * h, 2 * w, channels]) as Tensor4D;
  return 2 * h === height && 2 * w === width
    ? even
    : slice(even, [0, 0, 0, 0], [batch, height, width, channels]);
}

export const shortcutOp: Op = {
  name: kernelName,
  recordedAs: recordedShortcut,
  shapes: (_, attributes) => ({ shape: arrives(attributes as unknown as ShortcutShape) }),
  composed: ({ inputs, attrs }) => {
    const x = inputs.x as Tensor4D;
    const shape = attrs as unknown as ShortcutShape;
    const before = zerosBefore(shape);
    return tidy(() => {
      if (before === undefined) return conv2d(x, movingFilter(shape), shape.stride, 'valid');
      const taken = shape.stride === 2 ? everySecondPixel(x) : x;
      const after = shape.sources.length - x.shape[3] - before;
      return before + after === 0
        ? taken.clone()
        : pad(taken, [
            [0, 0],
            [0, 0],
            [0, 0],
            [before, after],
          ]);
    });
  },
  kernels: {
    /** Measured on a busy machine, [32, 32, 32, 16] to [32, 16, 16, 32]: 0.4 ms; composed, 0.6 to 1.1 ms. */
    wasm: ({ inputs, attrs, backend }) => {
      const shape = attrs as unknown as ShortcutShape;
      const memory = hostMemory('wasm', backend);
      const y = memory.output(arrives(shape));
      copyOn(memory.view(inputs.x as TensorInfo), memory.view(y), shape);
      return y;
    },
    webgpu: ({ inputs, attrs, backend }) => {
      const shape = attrs as unknown as ShortcutShape;
      const gpu = backend as GpuBackend;
      const y = gpu.makeTensorInfo(arrives(shape), 'float32');
      const { shader, workgroups } = shortcutShader(shape);
      dispatch(gpu, shader, [inputs.x as TensorInfo, y], workgroups);
      return y;
    },
  },
};

export const shortcutGradientOp: Op = {
  name: gradientName,
  shapes: stated('from'),
  composed: ({ inputs, attrs }) => {
    const dy = inputs.dy as Tensor4D;
    const shape = attrs as unknown as ShortcutShape;
    const [batch, height, width, channels] = shape.from;
    const before = zerosBefore(shape);
    return tidy(() => {
      if (before === undefined) {
        return conv2dTranspose(dy, movingFilter(shape), [...shape.from], shape.stride, 'valid');
      }
      const own =
        shape.sources.length === channels
          ? dy.clone()
          : slice(dy, [0, 0, 0, before], [batch, dy.shape[1], dy.shape[2], channels]);
      return shape.stride === 2 ? spread(own, height, width) : own;
    });
  },
  kernels: {
    wasm: ({ inputs, attrs, backend }) => {
      const shape = attrs as unknown as ShortcutShape;
      const memory = hostMemory('wasm', backend);
      const dx = memory.output(shape.from);
      copyBack(memory.view(inputs.dy as TensorInfo), memory.view(dx), shape);
      return dx;
    },
    webgpu: ({ inputs, attrs, backend }) => {
      const shape = attrs as unknown as ShortcutShape;
      const gpu = backend as GpuBackend;
      const dx = gpu.makeTensorInfo(shape.from, 'float32');
      const { shader, workgroups } = shortcutGradientShader(shape);
      dispatch(gpu, shader, [inputs.dy as TensorInfo, dx], workgroups);
      return dx;
    },
  },
};
