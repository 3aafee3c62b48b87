/** The mean of each window. */

import { engine, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { pooled } from '../../shapeRules.ts';

export const avgPoolOp: Op = {
  name: 'AvgPool',
  shapes: pooled,
  gradient: {
    inputsToSave: ['x'],
    of: (dy, [input], attributes) => ({
      x: () => engine().runKernel('AvgPoolGrad', { dy, input: input as Tensor }, attributes) as Tensor,
    }),
  },
  writers: { onnx: (to) => to.pool('AveragePool'), graph: (to) => to.pool('AvgPool') },
};
