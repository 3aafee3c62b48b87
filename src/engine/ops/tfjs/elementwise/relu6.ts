/** min(max(x, 0), 6) */

import { mul, step, sub } from '@tensorflow/tfjs-core';
import { ofOutput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const relu6Op: Op = {
  name: 'Relu6',
  shapes: like('x'),
  // As PyTorch's: nothing at 0 and at 6 themselves.
  gradient: ofOutput((dy, y) => mul(dy, mul(step(y), step(sub(6, y))))),
  writers: { onnx: (to) => to.clip(0, 6), graph: (to) => to.plain('Relu6', 'x') },
};
