/**
 * The input gradient without a copy: our own vector code in the wasm backend's memory.
 *
 * Every tap (k, l) of the filter adds dy[p, q, :]·w[k, l]ᵀ to dx[s·p + k − P, s·q + l − P, :]. Only the filter is transposed.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { compiledFor } from '../simd/compile.ts';
import { reach } from '../simd/reach.ts';
import { type TapProducts, type TapShape, tapProductsModule } from '../simd/tapProducts.ts';

/**
 * @param dy         [B, H', W', out]
 * @param transposed [kh, kw, out, in]
 * @returns [B, H, W, in]
 */
export function inputGradientInPlace(
  backend: BackendWasm,
  dy: TensorInfo,
  transposed: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const dx = backend.makeOutput(info.inShape, 'float32');
  backend.typedArrayFromHeap(dx).fill(0);
  const dyStart = backend.getMemoryOffset(dy.dataId);
  const dxStart = backend.getMemoryOffset(dx.dataId);
  const weights = backend.getMemoryOffset(transposed.dataId);
  const pixel = { x: 4 * inChannels, dy: 4 * outChannels };
  const row = { x: inWidth * pixel.x, dy: outWidth * pixel.dy };
  const add = compiledFor<TapShape, TapProducts>(
    backend,
    'tap',
    {
      inChannels: outChannels,
      outChannels: inChannels,
      pixelStep: { input: pixel.dy, output: strideWidth * pixel.x },
    },
    tapProductsModule,
  );

  for (let b = 0; b < batchSize; b++) {
    const imageX = dxStart + b * inHeight * row.x;
    const imageDy = dyStart + b * outHeight * row.dy;
    // Tap by tap within a row of dy, so that the row and the rows of dx that it reaches stay in the cache.
    for (let p = 0; p < outHeight; p++) {
      for (let k = 0; k < filterHeight; k++) {
        const y = strideHeight * p + k - padInfo.top;
        if (y < 0 || y >= inHeight) continue;
        for (let l = 0; l < filterWidth; l++) {
          const columns = reach(l - padInfo.left, strideWidth, inWidth, 0, outWidth);
          if (columns.count <= 0) continue;
          add(
            imageDy + p * row.dy + columns.output * pixel.dy,
            weights + 4 * (k * filterWidth + l) * inChannels * outChannels,
            imageX + y * row.x + columns.input * pixel.x,
            columns.count,
          );
        }
      }
    }
  }
  return dx;
}
