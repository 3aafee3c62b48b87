/** The gradient of `AvgPool`. */
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const avgPoolGradientOp: Op = { name: 'AvgPoolGrad', shapes: like('input') };
