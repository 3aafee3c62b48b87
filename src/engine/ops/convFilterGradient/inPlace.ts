/**
 * The filter gradient without a copy: our own vector code in the wasm backend's memory.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { compiledFor } from '../simd/compile.ts';
import { reach } from '../simd/reach.ts';
import { type OuterProductShape, type OuterProducts, outerProductsModule } from './outerProducts.ts';

/** What stays in the first-level cache while all taps and channels pass over it: half of the usual 48 KiB. */
const cacheBytes = 24 * 1024;

/**
 * @param x  [B, H, W, in]
 * @param dy [B, H', W', out]
 * @returns [kh, kw, in, out]
 */
export function filterGradientInPlace(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const dw = backend.makeOutput(info.filterShape, 'float32');
  backend.typedArrayFromHeap(dw).fill(0);
  const [xStart, dyStart, dwStart] = [x, dy, dw].map(({ dataId }) => backend.getMemoryOffset(dataId)) as [
    number,
    number,
    number,
  ];
  const pixel = { x: 4 * inChannels, dy: 4 * outChannels };
  const row = { x: inWidth * pixel.x, dy: outWidth * pixel.dy };
  const add = compiledFor<OuterProductShape, OuterProducts>(
    backend,
    'outer',
    {
      inChannels,
      outChannels,
      pixelStep: { x: strideWidth * pixel.x, dy: pixel.dy },
      rowStep: { x: strideHeight * row.x, dy: row.dy },
    },
    outerProductsModule,
  );

  const rowsAtOnce = Math.max(1, Math.floor(cacheBytes / (strideHeight * row.x + row.dy)));
  for (let b = 0; b < batchSize; b++) {
    const imageX = xStart + b * inHeight * row.x;
    const imageDy = dyStart + b * outHeight * row.dy;
    for (let begin = 0; begin < outHeight; begin += rowsAtOnce) {
      const end = Math.min(outHeight, begin + rowsAtOnce);
      for (let k = 0; k < filterHeight; k++) {
        const rows = reach(k - padInfo.top, strideHeight, inHeight, begin, end);
        if (rows.count <= 0) continue;
        for (let l = 0; l < filterWidth; l++) {
          const columns = reach(l - padInfo.left, strideWidth, inWidth, 0, outWidth);
          if (columns.count <= 0) continue;
          add(
            imageX + rows.input * row.x + columns.input * pixel.x,
            imageDy + rows.output * row.dy + columns.output * pixel.dy,
            dwStart + 4 * (k * filterWidth + l) * inChannels * outChannels,
            rows.count,
            columns.count,
          );
        }
      }
    }
  }
  return dw;
}
