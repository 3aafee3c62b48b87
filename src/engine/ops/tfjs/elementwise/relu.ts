/** max(x, 0) */

import { mul, step } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const reluOp: Op = {
  name: 'Relu',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => mul(dy, step(y))),
  writers: { onnx: (to) => to.unary('Relu'), graph: (to) => to.plain('Relu', 'x') },
};
