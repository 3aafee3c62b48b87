/** a / b */

import { div, mul, neg } from '@tensorflow/tfjs-core';
import { ofBoth } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const realDivOp: Op = {
  name: 'RealDiv',
  shapes: broadcast(),
  gradient: ofBoth((dy, a, b) => ({ a: () => div(dy, b), b: () => neg(div(mul(dy, a), mul(b, b))) })),
  writers: { onnx: (to) => to.broadcast('Div'), graph: (to) => to.plain('RealDiv', 'a', 'b') },
};
