/** a ≤ b */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const lessEqualOp: Op = { name: 'LessEqual', shapes: broadcast('bool') };
