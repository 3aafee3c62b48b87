/**
 * Weights that share values (Han et al. 2016, arXiv 1510.00149, section 3): w_i = c[k_i]. The gradient of a shared value is the sum of
 * those of the weights that have it (their section 3.3): ∂L/∂c_k = Σ_{i: k_i = k} ∂L/∂w_i.
 */
import {
  cast,
  engine,
  equal,
  gather,
  type KernelFunc,
  matMul,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { declare, elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const lookupName = 'CodebookLookup';
const gradientName = 'CodebookGradient';

/**
 * @param codebook c, [K]
 * @param index k, whole numbers 0 … K − 1 as float32.
 * @returns w, of the index's shape. Not differentiable itself; the caller owns it.
 */
export function codebookLookup(codebook: Tensor1D, index: Tensor): Tensor {
  return engine().runKernel(lookupName, { codebook, index }) as Tensor;
}

/** ∂L/∂c, [K], from dy = ∂L/∂w of the index's shape. The caller owns it. */
export function codebookGradient(dy: Tensor, index: Tensor, entries: number): Tensor1D {
  return engine().runKernel(gradientName, { dy, index }, { entries }) as Tensor1D;
}

const entriesOf = (attributes: unknown) => (attributes as { readonly entries: number }).entries;

function hostLookup(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, backend }) => {
    const { codebook, index } = inputs as Record<'codebook' | 'index', TensorInfo>;
    const memory = hostMemory(backendName, backend);
    const output = memory.output(index.shape);
    const [y, values, places] = [output, codebook, index].map(memory.view) as Float32Array[];
    places?.forEach((place, i) => {
      if (y && values) y[i] = values[place] ?? Number.NaN;
    });
    return output;
  };
}

function hostGradient(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { dy, index } = inputs as Record<'dy' | 'index', TensorInfo>;
    const entries = entriesOf(attrs);
    const memory = hostMemory(backendName, backend);
    const output = memory.output([entries]);
    const sums = new Float64Array(entries);
    const slopes = memory.view(dy);
    memory.view(index).forEach((place, i) => {
      sums[place] = (sums[place] ?? 0) + (slopes[i] ?? 0);
    });
    memory.view(output).set(sums);
    return output;
  };
}

/** Threads that add up the slopes of one shared value. */
const threads = 64;

export const codebookOp: Op = {
  name: lookupName,
  shapes: like('index'),
  composed: ({ inputs }) => {
    const { codebook, index } = inputs as Record<'codebook' | 'index', Tensor>;
    return tidy(() => {
      const places: Tensor1D = reshape(cast(index as Tensor, 'int32'), [-1]);
      return reshape(gather(codebook as Tensor1D, places), (index as Tensor).shape);
    });
  },
  kernels: {
    cpu: hostLookup('cpu'),
    wasm: hostLookup('wasm'),
    webgpu: ({ inputs, backend }) => {
      const gpu = backend as GpuBackend;
      const { codebook, index } = inputs as Record<'codebook' | 'index', TensorInfo> & {
        codebook: TensorInfo;
        index: TensorInfo;
      };
      const y = gpu.makeTensorInfo(index.shape, 'float32');
      const { shader, workgroups } = elementwise({
        key: lookupName,
        bindings: [
          { name: 'codebook', type: 'f32' },
          { name: 'index', type: 'f32' },
          { name: 'y', type: 'f32', writes: true },
        ],
        count: index.shape.reduce((product, length) => product * length, 1),
        body: 'y[i] = codebook[u32(index[i])];',
      });
      dispatch(gpu, shader, [codebook, index, y], workgroups);
      return y;
    },
  },
};

export const codebookGradientOp: Op = {
  name: gradientName,
  shapes: (_, attributes) => ({ shape: [entriesOf(attributes)] }),
  composed: ({ inputs, attrs }) => {
    const { dy, index } = inputs as { dy: Tensor; index: Tensor };
    const entries = entriesOf(attrs);
    return tidy(() => {
      const places: Tensor2D = reshape(index, [1, -1]);
      const has = cast(equal(reshape(range(0, entries), [entries, 1]), places), 'float32') as Tensor2D;
      return reshape(matMul(has, reshape(dy, [-1, 1]) as Tensor2D), [entries]);
    });
  },
  kernels: {
    cpu: hostGradient('cpu'),
    wasm: hostGradient('wasm'),
    webgpu: ({ inputs, attrs, backend }) => {
      const gpu = backend as GpuBackend;
      const { dy, index } = inputs as { dy: TensorInfo; index: TensorInfo };
      const entries = entriesOf(attrs);
      const sums = gpu.makeTensorInfo([entries], 'float32');
      const count = index.shape.reduce((product, length) => product * length, 1);
      const code = () => `
${declare([
  { name: 'dy', type: 'f32' },
  { name: 'index', type: 'f32' },
  { name: 'sums', type: 'f32', writes: true },
])}
var<workgroup> parts: array<f32, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let own = f32(group.x);
  var sum = 0.0;
  for (var i = thread; i < ${count}u; i += ${threads}u) {
    if (index[i] == own) { sum += dy[i]; }
  }
  parts[thread] = sum;
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { parts[thread] += parts[thread + half]; }
  }
  if (thread == 0u) { sums[group.x] = parts[0]; }
}`;
      dispatch(gpu, { key: `${gradientName} of ${count}`, code }, [dy, index, sums], [entries, 1]);
      return sums;
    },
  },
};
