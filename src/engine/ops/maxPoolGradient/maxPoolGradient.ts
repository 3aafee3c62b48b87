/**
 * The gradient of max pooling: every window gives its dy to its largest pixel, to the first of equals as PyTorch does.
 */
import { backend_util, type KernelFunc, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { dispatchMaxPoolGradient } from './maxPoolGradient.wgsl.ts';

interface Inputs {
  /** [B, H', W', C] */
  readonly dy: TensorInfo;
  /** [B, H, W, C] */
  readonly input: TensorInfo;
  /** [B, H', W', C], of the forward pass. */
  readonly output: TensorInfo;
}

function poolGeometry(input: TensorInfo, attributes: NamedAttrMap | undefined): backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as {
    filterSize: [number, number] | number;
    strides: [number, number] | number;
    pad: number | 'same' | 'valid';
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const shape = input.shape as [number, number, number, number];
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** dx [B, H, W, C] from x and dy, channel beside channel, window after window. */
function spread(x: Float32Array, dy: Float32Array, dx: Float32Array, info: backend_util.Conv2DInfo): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels, padInfo } = info;
  const largest = new Float32Array(channels);
  const place = new Int32Array(channels);
  dx.fill(0);
  for (let window = 0; window < batchSize * outHeight * outWidth; window++) {
    const [b, p] = [Math.floor(window / (outHeight * outWidth)), Math.floor(window / outWidth) % outHeight];
    const top = p * info.strideHeight - padInfo.top;
    const left = (window % outWidth) * info.strideWidth - padInfo.left;
    largest.fill(Number.NEGATIVE_INFINITY);
    place.fill(-1);
    for (let row = Math.max(0, top); row < Math.min(inHeight, top + info.filterHeight); row++) {
      for (let column = Math.max(0, left); column < Math.min(inWidth, left + info.filterWidth); column++) {
        const pixel = ((b * inHeight + row) * inWidth + column) * channels;
        for (let c = 0; c < channels; c++) {
          const value = x[pixel + c] as number;
          if (value > (largest[c] as number) || place[c] === -1) {
            largest[c] = value;
            place[c] = pixel + c;
          }
        }
      }
    }
    for (let c = 0; c < channels; c++) {
      const at = place[c] as number;
      if (at >= 0) dx[at] = (dx[at] as number) + (dy[window * channels + c] as number);
    }
  }
}

const wasm: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, input } = inputs as unknown as Inputs;
  const memory = hostMemory('wasm', backend);
  const dx = memory.output(input.shape);
  const info = poolGeometry(input, attrs as NamedAttrMap);
  spread(memory.view(input), memory.view(dy), memory.view(dx), info);
  return dx;
};

const webgpu: KernelFunc = ({ inputs, attrs, backend }) => {
  const { dy, input, output } = inputs as unknown as Inputs;
  const gpu = backend as GpuBackend;
  const dx = gpu.makeTensorInfo(input.shape, 'float32');
  dispatchMaxPoolGradient(gpu, [dy, input, output, dx], poolGeometry(input, attrs as NamedAttrMap));
  return dx;
};

export const maxPoolGradientOp: Op = {
  name: 'MaxPoolGrad',
  shapes: like('input'),
  kernels: { wasm, webgpu },
  lackedBy: ['wasm'],
};
