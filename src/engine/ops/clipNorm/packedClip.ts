/**
 * `clipFactor` for all gradients at once, packed in one vector, in place: sums of squares by workgroup, then every workgroup adds
 * these up in the same order and shortens its own part. Nothing is read back. Sums go down fixed trees: the same bits on every run.
 */
import { engine, type KernelFunc, type Tensor1D, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { declare, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { aboutToWrite } from '../webgpu/inPlace.ts';
import { partStart } from '../webgpu/tensorView.ts';
import { clipEpsilon } from './clipFactor.ts';

const kernelName = 'PackedClip';

/** Threads of a workgroup, and workgroups at most. */
const [threads, mostGroups] = [256, 256];

/** Where the parts lie in the vector; what is between them counts for nothing. */
export interface PackedPlaces {
  readonly starts: readonly number[];
  readonly sizes: readonly number[];
}

/** In place on `gradients`, [L], 64 a divisor of L; WebGPU only. @param most above 0 */
export function packedClip(gradients: Tensor1D, places: PackedPlaces, most: number): void {
  const filled = tensor1d(filledOf(gradients.size, places));
  engine().runKernel(kernelName, { gradients, filled }, { most });
  filled.dispose();
}

/** How many of the numbers 64·b … 64·b + 63 are a part's, [L / 64]. */
function filledOf(length: number, { starts, sizes }: PackedPlaces): Float32Array {
  const filled = new Float32Array(length / partStart);
  starts.forEach((start, part) => {
    const size = sizes[part] ?? 0;
    for (let at = 0; at < size; at += partStart)
      filled[(start + at) / partStart] = Math.min(partStart, size - at);
  });
  return filled;
}

const addUp = `
  workgroupBarrier();
  for (var reach = ${threads / 2}u; reach > 0u; reach >>= 1u) {
    if (thread < reach) { shares[thread] += shares[thread + reach]; }
    workgroupBarrier();
  }`;

const begin = `
var<workgroup> shares: array<f32, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {`;

const squaresCode = (length: number, groups: number) => `
${declare([
  { name: 'gradients', type: 'f32' },
  { name: 'filled', type: 'f32' },
  { name: 'squares', type: 'f32', writes: true },
])}
${begin}
  var mine = 0.0;
  for (var i = group.x * ${threads}u + thread; i < ${length}u; i += ${groups * threads}u) {
    let value = gradients[i];
    mine += select(0.0, value * value, f32(i % ${partStart}u) < filled[i / ${partStart}u]);
  }
  shares[thread] = mine;
  ${addUp}
  if (thread == 0u) { squares[group.x] = shares[0]; }
}`;

const shortenCode = (length: number, groups: number, most: number) => `
${declare([
  { name: 'squares', type: 'f32' },
  { name: 'gradients', type: 'f32', writes: true },
])}
${begin}
  shares[thread] = select(0.0, squares[min(thread, ${groups - 1}u)], thread < ${groups}u);
  ${addUp}
  let factor = min(1.0, ${f32(most)} / (sqrt(shares[0]) + ${f32(clipEpsilon)}));
  for (var i = group.x * ${threads}u + thread; i < ${length}u; i += ${groups * threads}u) { gradients[i] *= factor; }
}`;

const packedClipKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const gpu = backend as GpuBackend;
  const { gradients, filled } = inputs as unknown as Inputs;
  const { most } = attrs as unknown as { readonly most: number };
  const length = gradients.shape[0] ?? 0;
  const groups = Math.min(mostGroups, Math.ceil(length / threads));
  const squares = gpu.makeTensorInfo([groups], 'float32');
  const key = `${kernelName} ${length}`;
  const sum = { key: `${key} squares`, code: () => squaresCode(length, groups) };
  dispatch(gpu, sum, [gradients, filled, squares], [groups]);
  aboutToWrite(gpu, gradients);
  const shorten = { key: `${key} to ${most}`, code: () => shortenCode(length, groups, most) };
  dispatch(gpu, shorten, [squares, gradients], [groups]);
  gpu.disposeData(squares.dataId);
  return [];
};

type Inputs = Readonly<Record<'gradients' | 'filled', TensorInfo>>;

export const packedClipOp: Op = { name: kernelName, kernels: { webgpu: packedClipKernel } };
