/** The sum over axes. */

import type { Tensor } from '@tensorflow/tfjs-core';
import { spreadOver } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { reduced } from '../../shapeRules.ts';

export const sumOp: Op = {
  name: 'Sum',
  shapes: reduced('axis'),
  gradient: {
    inputsToSave: ['x'],
    of: (dy, [x], { axis }) => ({ x: () => spreadOver(dy, x as Tensor, axis as number[], 1) }),
  },
  writers: { onnx: (to) => to.reduction('ReduceSum', 'axis'), graph: (to) => to.reduction('Sum', 'axis') },
};
