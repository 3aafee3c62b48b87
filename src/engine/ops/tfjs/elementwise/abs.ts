/** |x| */

import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const absOp: Op = {
  name: 'Abs',
  shapes: like('x'),
  writers: { onnx: (to) => to.unary('Abs'), graph: (to) => to.plain('Abs', 'x') },
};
