/** The nearest whole number, halves to even. */

import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const roundOp: Op = {
  name: 'Round',
  shapes: like('x'),
  writers: { onnx: (to) => to.unary('Round'), graph: (to) => to.plain('Round', 'x') },
};
