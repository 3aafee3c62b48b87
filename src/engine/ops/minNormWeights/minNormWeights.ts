/**
 * The weights under which some vectors are shortest together: of v_1 … v_M,
 *
 *     min ‖Σ w_m v_m‖²,   Σ w_m = 1,   0 ≤ w_m ≤ most
 *
 * which is the dual of a one-class support vector machine (Schölkopf et al. 2001) and, of gradients, the direction that makes every
 * loss smaller. Solved by its usual method, two weights at a time, the pair that violates the optimality conditions most (Platt 1998;
 * libsvm): a step is exact, keeps the sum, and there are M(M−1)/2 pairs of few vectors. From equal weights, a fixed number of steps,
 * fewer where nothing is left to gain; so vectors that are all alike keep equal weights.
 */
import {
  engine,
  type KernelFunc,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { declare, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const kernelName = 'MinNormWeights';

/** Steps of two weights at a time. */
const steps = 256;
/** Of the longest vector's squared length: what is closer to the optimum is taken for it, as float32 tells no more. */
const tolerance = 1e-6;
/** A weight so close to the largest is that one. */
const margin = 1e-6;
/** A vector that is no longer has no direction. */
const shortest = 1e-12;

export interface MinNorm {
  /** The largest weight, 1/M … 1. */
  readonly most: number;
  /** Whether each vector is divided by its length first; w are then those of the vectors as they came, brought to sum 1 again. */
  readonly normalised: boolean;
}

/** @param vectors [M, K]; @returns [M], not differentiable, the caller's. */
export function minNormWeights(vectors: Tensor2D, { most, normalised }: MinNorm): Tensor1D {
  return engine().runKernel(kernelName, { vectors }, { most, normalised }) as Tensor1D;
}

/** @param products of every two vectors, [M × M] */
function solvedWeights(products: Float64Array, count: number, most: number): Float64Array {
  const at = (i: number, j: number) => products[i * count + j] as number;
  const weights = new Float64Array(count).fill(1 / count);
  const slopes = weights.map((_, i) => weights.reduce((sum, w, j) => sum + w * at(i, j), 0));
  const least = tolerance * Math.max(...weights.map((_, i) => at(i, i)));
  for (let step = 0; step < steps; step++) {
    let [up, down] = [-1, -1];
    for (let m = 0; m < count; m++) {
      const [slope, weight] = [slopes[m] as number, weights[m] as number];
      if (weight < most - margin && (up < 0 || slope < (slopes[up] as number))) up = m;
      if (weight > 0 && (down < 0 || slope > (slopes[down] as number))) down = m;
    }
    const gap = up < 0 || down < 0 ? 0 : (slopes[down] as number) - (slopes[up] as number);
    if (!(gap > least)) break;
    const bend = Math.max(at(up, up) + at(down, down) - 2 * at(up, down), least);
    const moved = Math.min(gap / bend, most - (weights[up] as number), weights[down] as number);
    weights[up] = (weights[up] as number) + moved;
    weights[down] = (weights[down] as number) - moved;
    for (let m = 0; m < count; m++) slopes[m] = (slopes[m] as number) + moved * (at(m, up) - at(m, down));
  }
  return weights;
}

function productsOf(vectors: Float32Array, count: number): Float64Array {
  const length = vectors.length / count;
  return Float64Array.from({ length: count * count }, (_, p) => {
    const [i, j] = [Math.floor(p / count) * length, (p % count) * length];
    let sum = 0;
    for (let k = 0; k < length; k++) sum += (vectors[i + k] as number) * (vectors[j + k] as number);
    return sum;
  });
}

function weightsOf(vectors: Float32Array, count: number, { most, normalised }: MinNorm): Float64Array {
  const products = productsOf(vectors, count);
  if (!normalised) return solvedWeights(products, count, most);
  const lengths = Array.from({ length: count }, (_, i) =>
    Math.max(shortest, Math.sqrt(products[i * (count + 1)] as number)),
  );
  const lengthAt = (i: number) => lengths[i] as number;
  const angles = products.map(
    (product, p) => product / lengthAt(Math.floor(p / count)) / lengthAt(p % count),
  );
  const weights = solvedWeights(angles, count, most).map((weight, i) => weight / lengthAt(i));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

interface Call {
  readonly inputs: { readonly vectors: TensorInfo };
  readonly attrs: MinNorm;
}

function hostKernel(backendName: 'cpu' | 'wasm'): KernelFunc {
  return (call) => {
    const { inputs, attrs } = call as unknown as Call;
    const memory = hostMemory(backendName, call.backend);
    const [count = 0] = inputs.vectors.shape;
    const output = memory.output([count]);
    memory.view(output).set(weightsOf(memory.view(inputs.vectors), count, attrs));
    return output;
  };
}

/** One workgroup: a thread for each product of two vectors, then one for the steps, which are few numbers long. */
const shaderOf = (count: number, length: number, { most, normalised }: MinNorm) => `
${declare([
  { name: 'vectors', type: 'f32' },
  { name: 'weights', type: 'f32', writes: true },
])}
var<workgroup> products: array<f32, ${count * count}>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32) {
  for (var p = thread; p < ${count * count}u; p += 64u) {
    var sum = 0.0;
    for (var k = 0u; k < ${length}u; k++) {
      sum += vectors[(p / ${count}u) * ${length}u + k] * vectors[(p % ${count}u) * ${length}u + k];
    }
    products[p] = sum;
  }
  workgroupBarrier();
  if (thread > 0u) { return; }
  var w: array<f32, ${count}>;
  var slopes: array<f32, ${count}>;
  ${
    normalised
      ? `
  var lengths: array<f32, ${count}>;
  for (var i = 0u; i < ${count}u; i++) { lengths[i] = max(${f32(shortest)}, sqrt(products[i * ${count + 1}u])); }
  for (var p = 0u; p < ${count * count}u; p++) {
    products[p] = products[p] / lengths[p / ${count}u] / lengths[p % ${count}u];
  }`
      : ''
  }
  var least = 0.0;
  for (var i = 0u; i < ${count}u; i++) {
    w[i] = ${f32(1 / count)};
    slopes[i] = 0.0;
    for (var j = 0u; j < ${count}u; j++) { slopes[i] += products[i * ${count}u + j] * ${f32(1 / count)}; }
    least = max(least, ${f32(tolerance)} * products[i * ${count + 1}u]);
  }
  for (var step = 0u; step < ${steps}u; step++) {
    var up = ${count}u;
    var down = ${count}u;
    for (var m = 0u; m < ${count}u; m++) {
      if (w[m] < ${f32(most - margin)} && (up == ${count}u || slopes[m] < slopes[min(up, ${count - 1}u)])) { up = m; }
      if (w[m] > 0.0 && (down == ${count}u || slopes[m] > slopes[min(down, ${count - 1}u)])) { down = m; }
    }
    if (up == ${count}u || down == ${count}u) { break; }
    let gap = slopes[down] - slopes[up];
    if (!(gap > least)) { break; }
    let bend = max(products[up * ${count + 1}u] + products[down * ${count + 1}u] - 2.0 * products[up * ${count}u + down], least);
    let moved = min(gap / bend, min(${f32(most)} - w[up], w[down]));
    w[up] += moved;
    w[down] -= moved;
    for (var m = 0u; m < ${count}u; m++) {
      slopes[m] += moved * (products[m * ${count}u + up] - products[m * ${count}u + down]);
    }
  }
  var all = 1.0;
  ${
    normalised
      ? `
  all = 0.0;
  for (var m = 0u; m < ${count}u; m++) {
    w[m] /= lengths[m];
    all += w[m];
  }`
      : ''
  }
  for (var m = 0u; m < ${count}u; m++) { weights[m] = w[m] / all; }
}`;

const gpuKernel: KernelFunc = (call) => {
  const { inputs, attrs } = call as unknown as Call;
  const gpu = call.backend as GpuBackend;
  const [count = 0, length = 0] = inputs.vectors.shape;
  const output = gpu.makeTensorInfo([count], 'float32');
  const shader = {
    key: `${kernelName} of ${count} × ${length}, ${attrs.most}, ${attrs.normalised}`,
    code: () => shaderOf(count, length, attrs),
  };
  dispatch(gpu, shader, [inputs.vectors, output], [1]);
  return output;
};

/** No other operations solve it in a step of their own. */
export const minNormWeightsOp: Op = {
  name: kernelName,
  shapes: ({ vectors }) => ({ shape: [vectors?.shape[0] ?? 0] }),
  kernels: { cpu: hostKernel('cpu'), wasm: hostKernel('wasm'), webgpu: gpuKernel },
  lackedBy: ['cpu', 'wasm', 'webgpu'],
};
