/** 1 / √x */

import { mul } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const rsqrtOp: Op = {
  name: 'Rsqrt',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => mul(dy, mul(mul(y, mul(y, y)), -0.5))),
  writers: { onnx: (to) => to.unary('Sqrt', 'Reciprocal'), graph: (to) => to.plain('Rsqrt', 'x') },
};
