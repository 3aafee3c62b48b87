/**
 * A backend that computes as tfjs's plain JavaScript one does and tells of every kernel that it runs.
 *
 * Our own kernels are not told of, but for fake quantisation, which formats have words for: they run as compositions of tfjs's,
 * and those are. Two of them have compositions of
 * their own here, because the usual ones write the size of the picture into reshapes and windows: with these a network that
 * takes any size is recorded as one that does.
 */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  conv2d,
  getBackend,
  getKernelsForBackend,
  type KernelBackend,
  type KernelConfig,
  mean,
  type NamedTensorInfoMap,
  pad,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  stridedSlice,
  type Tensor4D,
  type TensorInfo,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { convAffineKernels } from '../ops/convAffine/convAffine.ts';
import { depthwiseAffineKernels } from '../ops/depthwiseAffine/depthwiseAffine.ts';
import { fakeQuantiseKernels } from '../ops/fakeQuantise/fakeQuantise.ts';
import { globalAverageKernels } from '../ops/globalAveragePool/globalAveragePool.ts';
import { linearKernels } from '../ops/linear/linear.ts';
import { runningAffineKernels } from '../ops/runningAffine/runningAffine.ts';
import { type ShortcutShape, zerosBefore } from '../ops/shortcut/shape.ts';
import { movingFilter, shortcutKernels } from '../ops/shortcut/shortcut.ts';

const backendName = 'recorder';

/** One kernel that ran. */
export interface KernelRun {
  readonly kernel: string;
  readonly inputs: NamedTensorInfoMap;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly TensorInfo[];
}

/** Reads the values that stand behind a tensor while `run` runs. */
export type ReadValues = (info: TensorInfo) => unknown;

const averagePool: KernelConfig = {
  ...globalAverageKernels.composed(backendName),
  kernelFunc: ({ inputs }) => mean(inputs.x as Tensor4D, [1, 2]),
};

/** As the usual composition, with the pixels taken by a strided slice that goes to the end, wherever that is. */
const shortcut: KernelConfig = {
  ...shortcutKernels.composed(backendName),
  kernelFunc: ({ inputs, attrs }) => {
    const x = inputs.x as Tensor4D;
    const shape = attrs as unknown as ShortcutShape;
    const before = zerosBefore(shape);
    if (before === undefined) return tidy(() => conv2d(x, movingFilter(shape), shape.stride, 'valid'));
    const after = shape.sources.length - x.shape[3] - before;
    const everyAxis = 0b1111;
    return tidy(() => {
      const none = [0, 0, 0, 0];
      const steps = [1, shape.stride, shape.stride, 1];
      const taken = shape.stride === 1 ? x : stridedSlice(x, none, none, steps, everyAxis, everyAxis);
      if (before + after === 0) return taken.clone();
      return pad(taken, [
        [0, 0],
        [0, 0],
        [0, 0],
        [before, after],
      ]);
    });
  },
};

const composed: readonly KernelConfig[] = [
  convAffineKernels.composed(backendName),
  depthwiseAffineKernels.composed(backendName),
  linearKernels.composed(backendName),
  runningAffineKernels.composed(backendName),
  averagePool,
  shortcut,
];

/**
 * Runs `run` with the recorder as the current backend and puts the previous one back before anything else can run: tfjs
 * changes the backend at once where the new one needs no start, so nothing here waits.
 *
 * @param run  must dispose what it makes.
 * @param note called after each of tfjs's kernels.
 */
export function onRecorder<T>(
  Backend: typeof MathBackendCPU,
  run: (read: ReadValues) => T,
  note: (run: KernelRun) => void,
): T {
  const previous = getBackend() as string | undefined;
  const backend = new Backend();
  const kernels = [...composed, ...toldKernels(note)];
  registerBackend(backendName, () => backend as KernelBackend);
  for (const kernel of kernels) registerKernel(kernel);
  try {
    makeCurrent(backendName);
    return run((info) => backend.readSync(info.dataId));
  } finally {
    removeBackend(backendName);
    for (const { kernelName } of kernels) unregisterKernel(kernelName, backendName);
    if (previous) makeCurrent(previous);
  }
}

function makeCurrent(name: string): void {
  void setBackend(name);
  if (getBackend() !== name) throw new Error(`The backend ${name} did not become current at once.`);
}

/** The plain JavaScript backend's kernels and fake quantisation, each telling what it did. */
function toldKernels(note: (run: KernelRun) => void): readonly KernelConfig[] {
  const own = new Set([...composed, fakeQuantiseKernels.cpu].map(({ kernelName }) => kernelName));
  const stock = getKernelsForBackend('cpu').filter(({ kernelName }) => !own.has(kernelName));
  return [...stock, fakeQuantiseKernels.cpu].map((kernel) => ({
    ...kernel,
    backendName,
    kernelFunc: (given) => {
      const made = kernel.kernelFunc(given);
      const outputs = Array.isArray(made) ? made : [made];
      note({ kernel: kernel.kernelName, inputs: given.inputs, attributes: given.attrs ?? {}, outputs });
      return made;
    },
  }));
}
