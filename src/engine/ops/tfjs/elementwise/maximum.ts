/** The larger of a and b. */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const maximumOp: Op = {
  name: 'Maximum',
  shapes: broadcast(),
  writers: { onnx: (to) => to.broadcast('Max'), graph: (to) => to.plain('Maximum', 'a', 'b') },
};
