/** min(max(x, least), most) */

import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { within } from '../../differentiated.ts';
import type { Op } from '../../op.ts';
import { like } from '../../shapeRules.ts';

interface Bounds {
  readonly clipValueMin: number;
  readonly clipValueMax: number;
}

export const clipByValueOp: Op = {
  name: 'ClipByValue',
  shapes: like('x'),
  gradient: {
    inputsToSave: ['x'],
    of: (dy, [x], attributes) => {
      const { clipValueMin, clipValueMax } = attributes as unknown as Bounds;
      return { x: () => mul(dy, within(x as Tensor, clipValueMin, clipValueMax)) };
    },
  },
  writers: {
    onnx(to) {
      const { clipValueMin, clipValueMax } = to.step.attributes;
      to.clip(Number(clipValueMin), Number(clipValueMax));
    },
    graph(to) {
      const { clipValueMin, clipValueMax } = to.step.attributes;
      const bounds = [to.number('least', Number(clipValueMin)), to.number('most', Number(clipValueMax))];
      return { op: 'ClipByValue', input: [to.input('x'), ...bounds] };
    },
  },
};
