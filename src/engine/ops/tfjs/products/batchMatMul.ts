/** Products of matrices, or of stacks of them. */

import { matMul, type Tensor } from '@tensorflow/tfjs-core';
import { fitted } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { multiplied } from '../../shapeRules.ts';

interface Turned {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const batchMatMulOp: Op = {
  name: 'BatchMatMul',
  shapes: multiplied,
  gradient: {
    inputsToSave: ['a', 'b'],
    of: (dy, saved, attributes) => {
      const [a, b] = saved as [Tensor, Tensor];
      const { transposeA, transposeB } = attributes as unknown as Turned;
      const slopes = {
        a: () => (transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB)),
        b: () => (transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false)),
      };
      return { a: () => fitted(slopes.a(), a.shape), b: () => fitted(slopes.b(), b.shape) };
    },
  },
  writers: { onnx: (to) => to.product(), graph: (to) => to.product() },
  withBias: { name: '_FusedMatMul', axes: 2 },
};
