/** 1 where x > 0, 0 elsewhere: in other formats what is positive of the sign. */
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

export const stepOp: Op = {
  name: 'Step',
  shapes: like('x'),
  writers: {
    onnx: (to) => to.unary('Sign', 'Relu'),
    graph(to) {
      const name = `${to.step.output}/sign`;
      const before = [
        { name, op: 'Sign', input: [to.input('x')], attr: { T: { type: 'DT_FLOAT' } } },
      ] as const;
      return { op: 'Relu', input: [name], before };
    },
  },
};
