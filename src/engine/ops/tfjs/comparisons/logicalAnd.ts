/** a and b */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const logicalAndOp: Op = { name: 'LogicalAnd', shapes: broadcast('bool') };
