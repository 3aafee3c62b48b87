/** The same numbers in another type. */

import { cast, type DataType } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

export const castOp: Op = {
  name: 'Cast',
  shapes: (inputs, attributes) => ({
    shape: shapeOf(inputs, 'x'),
    dtype: attributes.dtype as unknown as DataType,
  }),
  gradient: { of: (dy) => ({ x: () => cast(dy, 'float32') }) },
};
