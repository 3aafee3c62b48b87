/** a · b */

import { mul } from '@tensorflow/tfjs-core';
import { ofBoth } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const multiplyOp: Op = {
  name: 'Multiply',
  shapes: broadcast(),
  gradient: ofBoth((dy, a, b) => ({ a: () => mul(dy, b), b: () => mul(dy, a) })),
  writers: { onnx: (to) => to.broadcast('Mul'), graph: (to) => to.plain('Mul', 'a', 'b') },
};
