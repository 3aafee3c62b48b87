/** A depthwise convolution with a bias and an activation. */
import type { Op } from '../../op.ts';
import { convolved } from '../../shapeRules.ts';

export const fusedDepthwiseConv2DOp: Op = {
  name: 'FusedDepthwiseConv2D',
  shapes: convolved('depthwise'),
  writers: {
    onnx: (to) => to.convolution('depthwise'),
    graph: (to) => to.fused(to.convolution('FusedDepthwiseConv2dNative')),
  },
  withBias: { name: 'FusedDepthwiseConv2D', axes: 4 },
};
