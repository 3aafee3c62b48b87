/** x² */

import { mul } from '@tensorflow/tfjs-core';
import { ofInput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const squareOp: Op = {
  name: 'Square',
  shapes: like('x'),
  gradient: ofInput((dy, x) => mul(dy, mul(x, 2))),
  writers: {
    onnx(to) {
      const { name, order } = to.lying('x');
      to.give('Mul', [name, name], order);
    },
    graph: (to) => to.plain('Square', 'x'),
  },
};
