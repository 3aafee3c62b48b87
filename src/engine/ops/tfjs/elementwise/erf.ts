/** The error function, 2/√π ∫₀ˣ exp(−t²) dt: GELU is x·(1 + erf(x/√2))/2. */

import { exp, mul, neg, square } from '@tensorflow/tfjs-core';
import { ofInput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const erfOp: Op = {
  name: 'Erf',
  shapes: like('x'),
  gradient: ofInput((dy, x) => mul(dy, mul(exp(neg(square(x))), 2 / Math.sqrt(Math.PI)))),
  writers: { onnx: (to) => to.unary('Erf'), graph: (to) => to.plain('Erf', 'x') },
};
