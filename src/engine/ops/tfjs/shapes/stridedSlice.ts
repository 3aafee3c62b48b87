/** Every n-th number of a block. */
import type { Op } from '../../op.ts';

export const stridedSliceOp: Op = {
  name: 'StridedSlice',
  writers: { onnx: (to) => to.stridedSlice(), graph: (to) => to.stridedSlice() },
};
