/** A convolution with a bias and an activation. */
import type { Op } from '../../op.ts';
import { convolved } from '../../shapeRules.ts';

export const fusedConv2DOp: Op = {
  name: 'FusedConv2D',
  shapes: convolved('dense'),
  writers: {
    onnx: (to) => to.convolution('dense'),
    graph: (to) => to.fused(to.convolution('_FusedConv2D')),
  },
  withBias: { name: 'FusedConv2D', axes: 4 },
};
