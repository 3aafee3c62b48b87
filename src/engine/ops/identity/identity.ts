/**
 * A tensor's clone on wasm: the same memory, counted twice, as on the other backends. The stock kernel copies, and each tensor
 * that a gradient keeps from the forward pass is a clone: a twentieth of a training step.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';

const identityKernel: KernelFunc = ({ inputs, backend }) => {
  const { dataId, shape, dtype } = inputs.x as TensorInfo;
  (backend as BackendWasm).incRef(dataId);
  return { dataId, shape, dtype };
};

export const identityOp: Op = {
  name: 'Identity',
  shapes: ({ x }) => ({ shape: x?.shape ?? [], dtype: x?.dtype ?? 'float32', shares: 'x' }),
  kernels: { wasm: identityKernel },
  gradient: { of: (dy) => ({ x: () => dy.clone() }) },
  writers: { onnx: (to) => to.same(), graph: (to) => to.plain('Identity', 'x') },
};
