/** a ≥ b */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const greaterEqualOp: Op = { name: 'GreaterEqual', shapes: broadcast('bool') };
