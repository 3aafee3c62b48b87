/** The numbers again and again. */
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

export const tileOp: Op = {
  name: 'Tile',
  shapes: (inputs, attributes) => {
    const times = attributes.reps as number[];
    return {
      shape: shapeOf(inputs, 'x').map((length, axis) => length * (times[axis] ?? 1)),
      dtype: inputs.x?.dtype ?? 'float32',
    };
  },
};
