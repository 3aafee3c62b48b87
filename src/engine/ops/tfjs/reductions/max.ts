/** The largest over axes. */
import type { Op } from '../../op.ts';
import { reduced } from '../../shapeRules.ts';

export const maxOp: Op = {
  name: 'Max',
  shapes: reduced('reductionIndices'),
  writers: {
    onnx: (to) => to.reduction('ReduceMax', 'reductionIndices'),
    graph: (to) => to.reduction('Max', 'reductionIndices'),
  },
};
