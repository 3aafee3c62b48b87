import type { backend_util } from '@tensorflow/tfjs-core';

/** A picture's height or a picture's width. */
export interface Axis {
  readonly inLength: number;
  readonly outLength: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first element. */
  readonly padding: number;
}

/** Both, of a convolution as tfjs describes it. */
export function axesOf(info: backend_util.Conv2DInfo): { readonly rows: Axis; readonly columns: Axis } {
  return {
    rows: {
      inLength: info.inHeight,
      outLength: info.outHeight,
      kernel: info.filterHeight,
      stride: info.strideHeight,
      padding: info.padInfo.top,
    },
    columns: {
      inLength: info.inWidth,
      outLength: info.outWidth,
      kernel: info.filterWidth,
      stride: info.strideWidth,
      padding: info.padInfo.left,
    },
  };
}
