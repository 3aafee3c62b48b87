/** ln x */

import { div } from '@tensorflow/tfjs-core';
import { ofInput } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const logOp: Op = {
  name: 'Log',
  shapes: like('x'),
  gradient: ofInput((dy, x) => div(dy, x)),
  writers: { onnx: (to) => to.unary('Log'), graph: (to) => to.plain('Log', 'x') },
};
