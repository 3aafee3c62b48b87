/** The gradient of a convolution with respect to its input. */
import type { Op } from '../op.ts';
import { stated } from '../shapeRules.ts';
import { convInputGradientKernel } from './convInputGradient.ts';
import { convInputGradientWebgpuKernel } from './webgpu.ts';

export const convInputGradientOp: Op = {
  name: 'Conv2DBackpropInput',
  shapes: stated('inputShape'),
  kernels: { wasm: convInputGradientKernel, webgpu: convInputGradientWebgpuKernel },
};
