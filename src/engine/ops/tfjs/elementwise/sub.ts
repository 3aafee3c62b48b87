/** a − b */

import { neg } from '@tensorflow/tfjs-core';
import { ofBoth } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const subOp: Op = {
  name: 'Sub',
  shapes: broadcast(),
  gradient: ofBoth((dy) => ({ a: () => dy, b: () => neg(dy) })),
  writers: { onnx: (to) => to.broadcast('Sub'), graph: (to) => to.plain('Sub', 'a', 'b') },
};
