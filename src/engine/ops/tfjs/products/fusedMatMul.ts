/** A product of matrices with a bias and an activation. */
import type { Op } from '../../op.ts';
import { multiplied } from '../../shapeRules.ts';

export const fusedMatMulOp: Op = {
  name: '_FusedMatMul',
  shapes: multiplied,
  writers: {
    onnx: (to) => to.product(),
    graph: (to) => to.fused(to.product('_FusedMatMul')),
  },
  withBias: { name: '_FusedMatMul', axes: 2 },
};
