/** a + b */
import { ofBoth } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const addOp: Op = {
  name: 'Add',
  shapes: broadcast(),
  gradient: ofBoth((dy) => ({ a: () => dy, b: () => dy })),
  writers: { onnx: (to) => to.broadcast('Add'), graph: (to) => to.plain('AddV2', 'a', 'b') },
};
