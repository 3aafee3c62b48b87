/** One number everywhere. */

import type { DataType } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';

export const fillOp: Op = {
  name: 'Fill',
  shapes: (_, attributes) => ({
    shape: attributes.shape as number[],
    dtype: (attributes.dtype ?? 'float32') as unknown as DataType,
  }),
};
