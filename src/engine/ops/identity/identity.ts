/**
 * A tensor's clone on wasm: the same memory, counted twice, as on the other backends. The stock kernel copies, and each tensor
 * that a gradient keeps from the forward pass is a clone: a twentieth of a training step.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

export const identityKernel: KernelConfig = {
  kernelName: 'Identity',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const { dataId, shape, dtype } = inputs.x as TensorInfo;
    (backend as BackendWasm).incRef(dataId);
    return { dataId, shape, dtype };
  },
};
