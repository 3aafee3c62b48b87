/**
 * Weights that a hash shares out (Chen et al. 2015, HashedNets, arXiv 1504.04788): w_i = ξ(i)·r[h(i)]. The gradient of a shared number is
 * the sum of those of its weights by their signs (their equation 12): ∂L/∂r_k = Σ_{i: h(i) = k} ξ(i)·∂L/∂w_i.
 */
import {
  engine,
  gather,
  type KernelFunc,
  mul,
  type NamedAttrMap,
  pad,
  reshape,
  sum,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { type HashSettings, hashOf, hashShader } from './hash.ts';

const lookupName = 'HashedLookup';
const gradientName = 'HashedGradient';

/**
 * @param shared r, [k]
 * @returns w, of the shape. Not differentiable itself; the caller owns it.
 */
export function hashedLookup(shared: Tensor1D, shape: readonly number[], seed: number): Tensor {
  return engine().runKernel(lookupName, { shared }, { shape: [...shape], seed }) as Tensor;
}

/** ∂L/∂r, [k], from dy = ∂L/∂w. The caller owns it. */
export function hashedGradient(dy: Tensor, entries: number, seed: number): Tensor1D {
  return engine().runKernel(gradientName, { dy }, { entries, seed }) as Tensor1D;
}

const productOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

function lookupOf(attributes: NamedAttrMap | undefined, entries: number) {
  const { shape, seed } = attributes as unknown as {
    readonly shape: readonly number[];
    readonly seed: number;
  };
  return { shape, settings: { count: productOf(shape), entries, seed } satisfies HashSettings };
}

function gradientOf(attributes: NamedAttrMap | undefined, dyShape: readonly number[]): HashSettings {
  const { entries, seed } = attributes as unknown as { readonly entries: number; readonly seed: number };
  return { count: productOf(dyShape), entries, seed };
}

function hostLookup(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { shared } = inputs as { shared: TensorInfo };
    const { shape, settings } = lookupOf(attrs, shared.shape[0] ?? 1);
    const { entryOf, signOf } = hashOf(settings);
    const memory = hostMemory(backendName, backend);
    const output = memory.output(shape);
    const [y, values] = [memory.view(output), memory.view(shared)];
    for (let i = 0; i < y.length; i++) y[i] = signOf(i) * (values[entryOf(i)] ?? Number.NaN);
    return output;
  };
}

function hostGradient(backendName: 'cpu' | 'wasm'): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { dy } = inputs as { dy: TensorInfo };
    const settings = gradientOf(attrs, dy.shape);
    const { entryOf, signOf } = hashOf(settings);
    const memory = hostMemory(backendName, backend);
    const output = memory.output([settings.entries]);
    const sums = new Float64Array(settings.entries);
    memory.view(dy).forEach((slope, i) => {
      const entry = entryOf(i);
      sums[entry] = (sums[entry] ?? 0) + signOf(i) * slope;
    });
    memory.view(output).set(sums);
    return output;
  };
}

const signsOf = (settings: HashSettings): Tensor1D => {
  const { signOf } = hashOf(settings);
  return tensor1d(Float32Array.from({ length: settings.count }, (_, i) => signOf(i)));
};

export const hashedLookupOp: Op = {
  name: lookupName,
  shapes: (_, attributes) => ({ shape: lookupOf(attributes, 1).shape }),
  composed: ({ inputs, attrs }) => {
    const { shared } = inputs as { shared: Tensor1D };
    const { shape, settings } = lookupOf(attrs, shared.shape[0]);
    const { entryOf } = hashOf(settings);
    return tidy(() => {
      const entries = Int32Array.from({ length: settings.count }, (_, i) => entryOf(i));
      return reshape(mul(gather(shared, tensor1d(entries, 'int32')), signsOf(settings)), [...shape]);
    });
  },
  kernels: {
    cpu: hostLookup('cpu'),
    wasm: hostLookup('wasm'),
    webgpu: ({ inputs, attrs, backend }) => {
      const gpu = backend as GpuBackend;
      const { shared } = inputs as { shared: TensorInfo };
      const { shape, settings } = lookupOf(attrs, shared.shape[0] ?? 1);
      const y = gpu.makeTensorInfo([...shape], 'float32');
      const { shader, workgroups } = elementwise({
        key: `${lookupName} of ${settings.entries} by ${settings.seed}`,
        bindings: [
          { name: 'shared_numbers', type: 'f32' },
          { name: 'y', type: 'f32', writes: true },
        ],
        count: settings.count,
        functions: hashShader(settings),
        body: 'y[i] = sign_of(i) * shared_numbers[entry_of(i)];',
      });
      dispatch(gpu, shader, [shared, y], workgroups);
      return y;
    },
  },
};

export const hashedGradientOp: Op = {
  name: gradientName,
  shapes: ({ dy }, attributes) => ({ shape: [gradientOf(attributes, dy?.shape ?? []).entries] }),
  composed: ({ inputs, attrs }) => {
    const { dy } = inputs as { dy: Tensor };
    const settings = gradientOf(attrs, dy.shape);
    const { count, entries } = settings;
    return tidy(() => {
      const signed = mul(reshape(dy, [-1]), signsOf(settings)) as Tensor1D;
      const ordered = gather(signed, tensor1d(hashOf(settings).places(), 'int32'));
      const rows = Math.ceil(count / entries);
      return sum(reshape(pad(ordered, [[0, rows * entries - count]]), [rows, entries]), 0);
    });
  },
  kernels: {
    cpu: hostGradient('cpu'),
    wasm: hostGradient('wasm'),
    webgpu: ({ inputs, attrs, backend }) => {
      const gpu = backend as GpuBackend;
      const { dy } = inputs as { dy: TensorInfo };
      const settings = gradientOf(attrs, dy.shape);
      const sums = gpu.makeTensorInfo([settings.entries], 'float32');
      const { shader, workgroups } = elementwise({
        key: `${gradientName} of ${settings.count} by ${settings.seed}`,
        bindings: [
          { name: 'dy', type: 'f32' },
          { name: 'sums', type: 'f32', writes: true },
        ],
        count: settings.entries,
        functions: hashShader(settings),
        body: `
  var sum = 0.0;
  for (var y = i; y < ${settings.count}u; y += ${settings.entries}u) {
    let place = place_at(y);
    sum += sign_of(place) * dy[place];
  }
  sums[i] = sum;`,
      });
      dispatch(gpu, shader, [dy, sums], workgroups);
      return sums;
    },
  },
};
