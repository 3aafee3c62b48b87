/** softmax(x) over the last axis. */

import { mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const softmaxOp: Op = {
  name: 'Softmax',
  shapes: like('logits'),
  gradient: {
    outputsToSave: [true],
    of: (dy, saved) => {
      const [y] = saved as [Tensor];
      return {
        logits: () => {
          const weighted = mul(dy, y);
          return sub(weighted, mul(sum(weighted, -1, true), y));
        },
      };
    },
  },
  writers: { onnx: (to) => to.alongLast('Softmax'), graph: (to) => to.plain('Softmax', 'logits') },
};
