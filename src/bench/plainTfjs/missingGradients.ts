/**
 * The kernels that stock tfjs-backend-wasm lacks to train a convolutional network. The gradient with respect to a filter is
 * supplied as tfjs's own forward convolution of the transposed input with the output's gradient; those of the depthwise
 * convolution are the lab's own.
 */
import {
  type Conv2DBackpropFilterAttrs,
  type NamedAttrMap,
  registerKernel,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { convFilterGradient } from '../../engine/ops/convFilterGradient/convFilterGradient.ts';
import { convGeometry } from '../../engine/ops/convGeometry.ts';
import {
  depthwiseFilterGradientOp,
  depthwiseInputGradientOp,
} from '../../engine/ops/depthwiseConv/depthwiseConv.ts';

export function supplyMissingGradients(): void {
  registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: Tensor4D; dy: Tensor4D };
      const { filterShape, ...steps } = attrs as NamedAttrMap & Conv2DBackpropFilterAttrs;
      return tidy(() => convFilterGradient(x, dy, convGeometry(x.shape, filterShape, steps)));
    },
  });
  for (const { name, kernels } of [depthwiseInputGradientOp, depthwiseFilterGradientOp]) {
    if (kernels?.wasm) registerKernel({ kernelName: name, backendName: 'wasm', kernelFunc: kernels.wasm });
  }
}
