/** Tensors one after another along an axis. */

import { slice, type Tensor, util } from '@tensorflow/tfjs-core';
import type { Op } from '../../op.ts';

const axisOf = (attributes: unknown, shape: readonly number[]): number =>
  util.parseAxisParam((attributes as { readonly axis: number }).axis, [...shape])[0] ?? 0;

export const concatOp: Op = {
  name: 'Concat',
  shapes: (inputs, attributes) => {
    const parts = Object.values(inputs);
    const shape = [...(parts[0]?.shape ?? [])];
    const axis = axisOf(attributes, shape);
    shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
    return { shape, dtype: parts[0]?.dtype ?? 'float32' };
  },
  gradient: {
    saveAllInputs: true,
    of: (dy, parts, attributes) => {
      const axis = axisOf(attributes, dy.shape);
      let start = 0;
      const slopes = parts.map(({ shape }: Tensor) => {
        const begin = shape.map((_, i) => (i === axis ? start : 0));
        start += shape[axis] ?? 0;
        return () => slice(dy, begin, shape);
      });
      return Object.fromEntries(slopes.entries());
    },
  },
  writers: { onnx: (to) => to.concat(), graph: (to) => to.concat() },
};
