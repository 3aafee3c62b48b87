/**
 * The gradient of max pooling on WebGPU, in one pass.
 *
 * A thread has a pixel of x and four of its channels (or one). For every window that the pixel is in, it asks whether it equals the
 * window's output, and no pixel before it in the window does; if so, the window's dy is its own. tfjs's kernels write every window's
 * position to memory first, and read it again.
 */
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

/** @param tensors dy, x, y and dx. */
export function dispatchMaxPoolGradient(
  backend: GpuBackend,
  tensors: readonly [TensorInfo, TensorInfo, TensorInfo, TensorInfo],
  info: backend_util.Conv2DInfo,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, filterHeight, filterWidth } = info;
  const { strideHeight, strideWidth, padInfo } = info;
  const vector = inChannels % 4 === 0 ? 4 : 1;
  const width = inChannels / vector;
  const type = vector === 4 ? 'vec4<f32>' : 'f32';
  const zero = `${type}(0)`;
  const key = [
    info.inShape,
    info.outShape,
    filterHeight,
    filterWidth,
    strideHeight,
    strideWidth,
    padInfo.top,
    padInfo.left,
  ];
  const { shader, workgroups } = elementwise({
    key: `max pool gradient ${key.join()}`,
    bindings: [
      { name: 'dy', type },
      { name: 'x', type },
      { name: 'y', type },
      { name: 'dx', type, writes: true },
    ],
    count: batchSize * inHeight * inWidth * width,
    // p · stride ≤ row + padding < p · stride + filter, for the windows p along either axis.
    body: `
  let channel = i % ${width}u;
  let column = i32((i / ${width}u) % ${inWidth}u);
  let row = i32((i / ${width * inWidth}u) % ${inHeight}u);
  let image = i32(i / ${width * inWidth * inHeight}u);
  let value = x[i];
  var sum = ${zero};
  for (var p = max(0, (row + ${padInfo.top - filterHeight + strideHeight}) / ${strideHeight});
      p <= min(${outHeight - 1}, (row + ${padInfo.top}) / ${strideHeight}); p++) {
    for (var q = max(0, (column + ${padInfo.left - filterWidth + strideWidth}) / ${strideWidth});
        q <= min(${outWidth - 1}, (column + ${padInfo.left}) / ${strideWidth}); q++) {
      let window = u32((image * ${outHeight} + p) * ${outWidth} + q) * ${width}u + channel;
      let largest = y[window];
      var mine = select(${zero}, dy[window], value == largest);
      let left = q * ${strideWidth} - ${padInfo.left};
      for (var r = max(0, p * ${strideHeight} - ${padInfo.top}); r <= row; r++) {
        let end = select(min(${inWidth}, left + ${filterWidth}), column, r == row);
        for (var c = max(0, left); c < end; c++) {
          let other = x[u32((image * ${inHeight} + r) * ${inWidth} + c) * ${width}u + channel];
          mine = select(mine, ${zero}, other == largest);
        }
      }
      sum += mine;
    }
  }
  dx[i] = sum;`,
  });
  dispatch(backend, shader, tensors, workgroups);
}
