/** eˣ */

import { mul } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const expOp: Op = {
  name: 'Exp',
  shapes: like('x'),
  gradient: ofOutput((dy, y) => mul(dy, y)),
  writers: { onnx: (to) => to.unary('Exp'), graph: (to) => to.plain('Exp', 'x') },
};
