/** A constant around the numbers. */

import { slice, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

type Paddings = readonly (readonly [before: number, behind: number])[];

export const padV2Op: Op = {
  name: 'PadV2',
  shapes: (inputs, attributes) => {
    const shape = shapeOf(inputs, 'x');
    const paddings = attributes.paddings as unknown as Paddings;
    return {
      shape: paddings.map(([before, behind], axis) => before + (shape[axis] ?? 0) + behind),
      dtype: inputs.x?.dtype ?? 'float32',
    };
  },
  gradient: {
    inputsToSave: ['x'],
    of: (dy, [x], attributes) => ({
      x: () => {
        const begin = (attributes.paddings as unknown as Paddings).map(([before]) => before);
        return slice(dy, begin, (x as Tensor).shape);
      },
    }),
  },
  writers: { onnx: (to) => to.pad(), graph: (to) => to.pad() },
};
