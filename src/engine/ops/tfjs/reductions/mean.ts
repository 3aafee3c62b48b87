/** The mean over axes. */

import type { Tensor } from '@tensorflow/tfjs-core';
import { spreadOver } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { reduced } from '../../shapeRules.ts';

export const meanOp: Op = {
  name: 'Mean',
  shapes: reduced('axis'),
  gradient: {
    inputsToSave: ['x'],
    of: (dy, saved, { axis }) => {
      const [x] = saved as [Tensor];
      return { x: () => spreadOver(dy, x, axis as number[], dy.size / x.size) };
    },
  },
  writers: { onnx: (to) => to.reduction('ReduceMean', 'axis'), graph: (to) => to.reduction('Mean', 'axis') },
};
