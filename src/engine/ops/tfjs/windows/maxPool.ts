/** The largest number in each window. */

import { engine, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { pooled } from '../../shapeRules.ts';

export const maxPoolOp: Op = {
  name: 'MaxPool',
  shapes: pooled,
  gradient: {
    inputsToSave: ['x'],
    outputsToSave: [true],
    of: (dy, saved, attributes) => {
      const [input, output] = saved as [Tensor, Tensor];
      return { x: () => engine().runKernel('MaxPoolGrad', { dy, input, output }, attributes) as Tensor };
    },
  },
  writers: { onnx: (to) => to.pool('MaxPool'), graph: (to) => to.pool('MaxPool') },
};
