/** tanh x */

import { mul, sub } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const tanhOp: Op = {
  name: 'Tanh',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => mul(dy, sub(1, mul(y, y)))),
  writers: { onnx: (to) => to.unary('Tanh'), graph: (to) => to.plain('Tanh', 'x') },
};
