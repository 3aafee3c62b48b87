/** −x */

import { neg } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const negOp: Op = {
  name: 'Neg',
  shapes: like('x'),
  gradient: { of: (dy) => ({ x: () => neg(dy) }) },
  writers: { onnx: (to) => to.unary('Neg'), graph: (to) => to.plain('Neg', 'x') },
};
