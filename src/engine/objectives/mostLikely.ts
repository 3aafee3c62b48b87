import { argMax, cast, equal, expandDims, range, type Tensor2D, tidy } from '@tensorflow/tfjs-core';

/** One-hot float32 rows of the largest number of each row of [N, K], the first of equal ones; the caller owns them. */
export const mostLikely = (rows: Tensor2D): Tensor2D =>
  tidy(() => {
    const classes = range(0, rows.shape[1], 1, 'int32');
    return cast(equal(expandDims(argMax(rows, 1), 1), classes), 'float32');
  });
