/** The same numbers in another shape. */

import { reshape, type Tensor, util } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

export const reshapeOp: Op = {
  name: 'Reshape',
  shapes: (inputs, attributes) => {
    const size = util.sizeFromShape(shapeOf(inputs, 'x'));
    const shape = util.inferFromImplicitShape(attributes.shape as number[], size);
    return { shape, dtype: inputs.x?.dtype ?? 'float32', shares: 'x' };
  },
  gradient: {
    inputsToSave: ['x'],
    of: (dy, [x]) => ({ x: () => reshape(dy, (x as Tensor).shape) }),
  },
  openLengths: 'shape',
  writers: {
    onnx: (to) => to.reshape(),
    graph: (to) => ({ op: 'Reshape', input: [to.input('x'), to.list('shape')] }),
  },
};
