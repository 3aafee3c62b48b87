/**
 * The forward convolution without a copy: our own vector code in the wasm backend's memory, one thread.
 *
 * Every tap (k, l) of the filter adds x[s·p + k − P, s·q + l − P, :]·w[k, l] to y[p, q, :]. XNNPACK makes an operator and packs the
 * filter anew whenever the filter changes, which in training is at every step.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { compiledFor } from '../simd/compile.ts';
import { reach } from '../simd/reach.ts';
import { type TapProducts, type TapShape, tapProductsModule } from '../simd/tapProducts.ts';

/**
 * @param x      [B, H, W, in]
 * @param filter [kh, kw, in, out]
 * @returns [B, H', W', out]
 */
export function convForwardInPlace(
  backend: BackendWasm,
  x: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const y = backend.makeOutput(info.outShape, 'float32');
  backend.typedArrayFromHeap(y).fill(0);
  const xStart = backend.getMemoryOffset(x.dataId);
  const yStart = backend.getMemoryOffset(y.dataId);
  const weights = backend.getMemoryOffset(filter.dataId);
  const pixel = { x: 4 * inChannels, y: 4 * outChannels };
  const row = { x: inWidth * pixel.x, y: outWidth * pixel.y };
  const add = compiledFor<TapShape, TapProducts>(
    backend,
    'tap',
    { inChannels, outChannels, pixelStep: { input: strideWidth * pixel.x, output: pixel.y } },
    tapProductsModule,
  );
  // Without neighbours and edges, all pixels of all pictures are one row.
  const padding = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right;
  if (filterHeight * filterWidth * strideHeight * strideWidth === 1 && padding === 0) {
    add(xStart, weights, yStart, batchSize * outHeight * outWidth);
    return y;
  }
  const taps = Array.from({ length: filterWidth }, (_, l) => ({
    l,
    columns: reach(l - padInfo.left, strideWidth, inWidth, 0, outWidth),
  })).filter(({ columns }) => columns.count > 0);
  for (let b = 0; b < batchSize; b++) {
    const imageX = xStart + b * inHeight * row.x;
    const imageY = yStart + b * outHeight * row.y;
    // Tap by tap within a row of y, so that the row and the rows of x that it reads stay in the cache.
    for (let p = 0; p < outHeight; p++) {
      for (let k = 0; k < filterHeight; k++) {
        const v = strideHeight * p + k - padInfo.top;
        if (v < 0 || v >= inHeight) continue;
        for (const { l, columns } of taps) {
          add(
            imageX + v * row.x + columns.input * pixel.x,
            weights + 4 * (k * filterWidth + l) * inChannels * outChannels,
            imageY + p * row.y + columns.output * pixel.y,
            columns.count,
          );
        }
      }
    }
  }
  return y;
}
