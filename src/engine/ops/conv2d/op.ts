/** The convolution. */
import { engine, type NamedAttrMap, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { convolved } from '../shapeRules.ts';
import { conv2dKernel } from './conv2d.ts';
import { conv2dWasmKernel } from './wasm.ts';

export const conv2dOp: Op = {
  name: 'Conv2D',
  shapes: convolved('dense'),
  kernels: { wasm: conv2dWasmKernel, webgpu: conv2dKernel },
  gradient: {
    inputsToSave: ['x', 'filter'],
    of: (dy, saved, attributes) => {
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const { strides, pad, dataFormat, dimRoundingMode } = attributes;
      const common = { strides, pad, dataFormat, dimRoundingMode } as NamedAttrMap;
      const run = (towards: string, inputs: Record<string, Tensor>, shape: NamedAttrMap) =>
        engine().runKernel(`Conv2DBackprop${towards}`, inputs, { ...common, ...shape }) as Tensor;
      return {
        x: () => run('Input', { dy, filter }, { inputShape: x.shape }),
        filter: () => run('Filter', { x, dy }, { filterShape: filter.shape }),
      };
    },
  },
  writers: { onnx: (to) => to.convolution('dense'), graph: (to) => to.convolution('Conv2D') },
  withBias: { name: 'FusedConv2D', axes: 4 },
};
