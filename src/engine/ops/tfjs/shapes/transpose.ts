/** Axes in another order. */

import { backend_util, transpose } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

export const transposeOp: Op = {
  name: 'Transpose',
  shapes: (inputs, attributes) => {
    const shape = shapeOf(inputs, 'x');
    const perm = attributes.perm as number[];
    return { shape: perm.map((axis) => shape[axis] ?? 0), dtype: inputs.x?.dtype ?? 'float32' };
  },
  gradient: {
    of: (dy, _, attributes) => ({
      x: () => transpose(dy, backend_util.getUndoAxesPermutation(attributes.perm as number[])),
    }),
  },
  writers: {
    onnx: (to) => to.transpose(),
    graph: (to) => ({ op: 'Transpose', input: [to.input('x'), to.list('perm')] }),
  },
};
