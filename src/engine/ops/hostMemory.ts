/**
 * Where a backend keeps its tensors in memory that JavaScript reaches: the cpu backend's arrays, the wasm backend's heap.
 *
 * A view into the heap is good until the next allocation there (which may grow, and so move, the heap): allocate
 * every output first, then take the views.
 */
import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

interface HeapBackend extends KernelBackend {
  typedArrayFromHeap(info: TensorInfo): Float32Array;
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
}

interface ArrayBackend extends KernelBackend {
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** How a kernel written in JavaScript reads its inputs and makes its outputs. */
export interface HostMemory {
  output(shape: readonly number[]): TensorInfo;
  view(info: TensorInfo): Float32Array;
}

const hosts: Readonly<Record<'cpu' | 'wasm', (backend: KernelBackend) => HostMemory>> = {
  wasm: (backend) => {
    const heap = backend as HeapBackend;
    return {
      output: (shape) => heap.makeOutput([...shape], 'float32'),
      view: (info) => heap.typedArrayFromHeap(info),
    };
  },
  cpu: (backend) => {
    const arrays = backend as ArrayBackend;
    return {
      output(shape) {
        const size = shape.reduce((product, length) => product * length, 1);
        return arrays.makeTensorInfo([...shape], 'float32', new Float32Array(size));
      },
      view: (info) => arrays.data.get(info.dataId).values,
    };
  },
};

export function hostMemory(name: 'cpu' | 'wasm', backend: unknown): HostMemory {
  return hosts[name](backend as KernelBackend);
}
