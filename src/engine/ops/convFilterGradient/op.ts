/** The gradient of a convolution with respect to its filter. */
import type { Op } from '../op.ts';
import { stated } from '../shapeRules.ts';
import { convFilterGradientKernel } from './convFilterGradient.ts';
import { convFilterGradientWebgpuKernel } from './webgpu.ts';

export const convFilterGradientOp: Op = {
  name: 'Conv2DBackpropFilter',
  shapes: stated('filterShape'),
  kernels: { wasm: convFilterGradientKernel, webgpu: convFilterGradientWebgpuKernel },
  lackedBy: ['wasm'],
};
