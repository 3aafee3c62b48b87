/** A block of the numbers. */

import { pad, slice_util, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';
import { shapeOf } from '../../shapeRules.ts';

interface Block {
  readonly begin: number | number[];
  readonly size: number | number[];
}

export const sliceOp: Op = {
  name: 'Slice',
  shapes: (inputs, attributes) => {
    const { begin, size } = attributes as unknown as Block;
    // The rule reads no more of a tensor than its shape.
    const x = { shape: shapeOf(inputs, 'x'), rank: inputs.x?.shape.length ?? 0 } as Tensor;
    const [, shape = []] = slice_util.parseSliceParams(x, begin, size);
    return { shape, dtype: inputs.x?.dtype ?? 'float32' };
  },
  gradient: {
    inputsToSave: ['x'],
    of: (dy, saved, attributes) => {
      const [x] = saved as [Tensor];
      const { begin, size } = attributes as unknown as Block;
      return {
        x: () => {
          const [starts = [], lengths = []] = slice_util.parseSliceParams(x, begin, size);
          const paddings = starts.map((start, axis): [number, number] => [
            start,
            (x.shape[axis] ?? 0) - start - (lengths[axis] ?? 0),
          ]);
          return pad(dy, paddings);
        },
      };
    },
  },
  writers: {
    onnx: (to) => to.slice(),
    graph: (to) => ({ op: 'Slice', input: [to.input('x'), to.list('begin'), to.list('size')] }),
  },
};
