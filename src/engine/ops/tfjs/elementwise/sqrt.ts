/** √x */

import { div, mul } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const sqrtOp: Op = {
  name: 'Sqrt',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => div(dy, mul(y, 2))),
  writers: { onnx: (to) => to.unary('Sqrt'), graph: (to) => to.plain('Sqrt', 'x') },
};
