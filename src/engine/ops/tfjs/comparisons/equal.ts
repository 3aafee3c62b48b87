/** a = b */
import type { Op } from '../../op.ts';
import { broadcast } from '../../shapeRules.ts';

export const equalOp: Op = { name: 'Equal', shapes: broadcast('bool') };
