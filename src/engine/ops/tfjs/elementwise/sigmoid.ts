/** 1 / (1 + e⁻ˣ) */

import { mul, sub } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const sigmoidOp: Op = {
  name: 'Sigmoid',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => mul(dy, mul(y, sub(1, y)))),
  writers: { onnx: (to) => to.unary('Sigmoid'), graph: (to) => to.plain('Sigmoid', 'x') },
};
