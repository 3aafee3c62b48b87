/** The smaller of a and b. */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const minimumOp: Op = {
  name: 'Minimum',
  shapes: broadcast(),
  writers: { onnx: (to) => to.broadcast('Min'), graph: (to) => to.plain('Minimum', 'a', 'b') },
};
