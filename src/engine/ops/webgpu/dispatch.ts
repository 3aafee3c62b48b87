/**
 * Runs a compute shader of ours on tensors of the WebGPU backend.
 *
 * Unlike the stock programs, a shader here has its shapes written into its text: no uniform buffer is made and written
 * for each dispatch, loops have constant bounds, and a dispatch may have several outputs. What changes between steps
 * (a learning rate, the rows of a batch) comes in a tensor.
 */
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import type { GpuBackend } from './gpuBackend.ts';

export interface Shader {
  /** Names the text: what it does and every constant written into it. Equal keys mean equal texts. */
  readonly key: string;
  /**
   * WGSL with an entry point `main` and, in group 0, one storage buffer for each tensor, bound in the order in which
   * `dispatch` is given them. A tensor may not be bound twice where one of the two is written.
   */
  readonly code: () => string;
}

/** Workgroups along x, y and z; at most `mostWorkgroups` each. */
export type Workgroups = readonly [x: number, y?: number, z?: number];

/** Of each dimension, on every device. */
export const mostWorkgroups = 65535;

/**
 * @param backend the one that a kernel function is given.
 * @param tensors in the order of the shader's bindings, outputs among them (from `backend.makeTensorInfo`).
 */
export function dispatch(
  backend: GpuBackend,
  shader: Shader,
  tensors: readonly TensorInfo[],
  [x, y = 1, z = 1]: Workgroups,
): void {
  for (const { dataId } of tensors) backend.uploadToGPU(dataId);
  const pipeline = pipelineOf(backend, shader);
  const group = backend.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: tensors.map((tensor, binding) => ({ binding, resource: backend.tensorToBinding(tensor) })),
  });
  // Tensors freed from here on are kept by the backend until the commands have been submitted.
  for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId);
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= (backend.commandEncoder as GPUCommandEncoder).beginComputePass();
  const pass = backend.computePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(x, y, z);
  backend.dispatchCountInPass++;
  if (backend.dispatchCountInPass >= env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

/** The backend's own cache, so that pipelines live as long as its device and are compiled ahead together with its own. */
function pipelineOf(backend: GpuBackend, { key, code }: Shader): GPUComputePipeline {
  const name = `lab:${key}`;
  const known = backend.pipelineCache[name];
  if (known) return known;
  const module = backend.device.createShaderModule({ label: key, code: code() });
  const pipeline = backend.device.createComputePipeline({
    label: key,
    layout: 'auto',
    compute: { module, entryPoint: 'main' },
  });
  backend.pipelineCache[name] = pipeline;
  return pipeline;
}
