/** 1 where x > 0, 0 elsewhere. */
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const stepOp: Op = { name: 'Step', shapes: like('x') };
