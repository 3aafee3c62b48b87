/**
 * A backend that computes as tfjs's plain JavaScript one does and tells of every kernel that it runs.
 *
 * Operations of ours that formats have no words for run as compositions of tfjs's, and those are told of. Where the usual
 * composition writes the size of the picture into reshapes and windows, `recordedAs` is another, so that a network that takes any
 * size is recorded as one that does.
 */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  getBackend,
  getKernelsForBackend,
  type KernelBackend,
  type KernelFunc,
  type NamedTensorInfoMap,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { ops } from '../ops/catalogue.ts';
import type { Op } from '../ops/op.ts';

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

/**
 * Runs `run` with the recorder as the current backend and puts the previous one back before anything else can run: tfjs
 * changes the backend at once where the new one needs no start, so nothing here waits.
 *
 * @param run  must dispose what it makes.
 * @param note called after each kernel that formats have words for, or that has no record.
 */
export function onRecorder<T>(
  Backend: typeof MathBackendCPU,
  run: (read: ReadValues) => T,
  note: (run: KernelRun) => void,
  catalogue: readonly Op[] = ops,
): T {
  const previous = getBackend() as string | undefined;
  const backend = new Backend();
  const kernels = recordingKernels(note, catalogue);
  registerBackend(backendName, () => backend as KernelBackend);
  for (const [kernelName, kernelFunc] of kernels) registerKernel({ kernelName, backendName, kernelFunc });
  try {
    makeCurrent(backendName);
    return run((info) => backend.readSync(info.dataId));
  } finally {
    removeBackend(backendName);
    for (const kernelName of kernels.keys()) unregisterKernel(kernelName, backendName);
    if (previous) makeCurrent(previous);
  }
}

function makeCurrent(name: string): void {
  void setBackend(name);
  if (getBackend() !== name) throw new Error(`The backend ${name} did not become current at once.`);
}

/**
 * The plain JavaScript backend's kernels, each telling what it did; over them our operations: those that formats have words for tell
 * too, the others run as their compositions.
 */
function recordingKernels(
  note: (run: KernelRun) => void,
  catalogue: readonly Op[],
): ReadonlyMap<string, KernelFunc> {
  let depth = 0;
  const telling =
    (kernel: string, compute: KernelFunc): KernelFunc =>
    (given) => {
      depth++;
      try {
        const made = compute(given);
        const outputs = Array.isArray(made) ? made : [made];
        // What it is made of itself is not told.
        if (depth === 1) note({ kernel, inputs: given.inputs, attributes: given.attrs ?? {}, outputs });
        return made;
      } finally {
        depth--;
      }
    };
  const kernels = new Map(
    getKernelsForBackend('cpu').map(({ kernelName, kernelFunc }) => [
      kernelName,
      telling(kernelName, kernelFunc),
    ]),
  );
  for (const { name, composed, recordedAs, kernels: own, writers } of catalogue) {
    const computed = own?.cpu ?? composed;
    const composition = recordedAs ?? composed;
    if (writers && computed) kernels.set(name, telling(name, computed));
    else if (composition) kernels.set(name, composition);
  }
  return kernels;
}
