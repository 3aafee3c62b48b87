/**
 * A number put on a grid of whole numbers and back (Jacob et al. 2018, arXiv 1712.05877, eq. 1 and 12):
 *
 *     level = clamp(round(x · (1/s) + z), least, most),   y = (level − z)·s
 *
 * in float32 and with halves rounded to even, as `torch.fake_quantize_per_tensor_affine` and `…_per_channel_affine` compute
 * it. They multiply by the reciprocal where others divide: a number that lies next to a half may then fall on the other side.
 * The gradient is the straight-through estimator's (Bengio et al. 2013, arXiv 1308.3432): dy where the level was not
 * clamped, 0 where it was.
 */
import {
  add,
  cast,
  clipByValue,
  div,
  engine,
  equal,
  type KernelFunc,
  mul,
  type NamedTensorMap,
  reshape,
  round,
  sub,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

export const fakeQuantiseName = 'FakeQuantise';
const gradientName = 'FakeQuantiseGradient';

/** The lowest and the highest level; both whole. */
export interface Levels {
  readonly least: number;
  readonly most: number;
}

export interface QuantisedTensors {
  readonly x: Tensor;
  /** s > 0: [1], or [C] where element i of x belongs to channel i mod C. */
  readonly scale: Tensor1D;
  /** z, whole numbers of the scale's shape; zeros where it is missing. */
  readonly zeroPoint?: Tensor1D | undefined;
}

/** Of x's shape; not differentiable itself. The caller owns the result. */
export function fakeQuantise({ x, scale, zeroPoint }: QuantisedTensors, levels: Levels): Tensor {
  const inputs: NamedTensorMap = { x, scale, ...(zeroPoint ? { zeroPoint } : {}) };
  return engine().runKernel(fakeQuantiseName, inputs, { ...levels }) as Tensor;
}

/** d/dx of `fakeQuantise` for dy of x's shape. The caller owns the result. */
export function fakeQuantiseGradient(
  dy: Tensor,
  { x, scale, zeroPoint }: QuantisedTensors,
  levels: Levels,
): Tensor {
  const inputs: NamedTensorMap = { dy, x, scale, ...(zeroPoint ? { zeroPoint } : {}) };
  return engine().runKernel(gradientName, inputs, { ...levels }) as Tensor;
}

type Given = QuantisedTensors & { readonly dy: Tensor };

/** Of a scale’s numbers, in a shape that goes with x: its channels are those last axes that have their number together. */
export function besides(numbers: Tensor1D, x: Tensor): Tensor {
  if (numbers.size === 1) return numbers;
  const shape: number[] = [];
  for (let axis = x.rank - 1, reached = 1; reached < numbers.size && axis >= 0; axis--) {
    const length = x.shape[axis] ?? 1;
    shape.unshift(length);
    reached *= length;
  }
  return reshape(numbers, shape);
}

/** Levels before they are clamped, in operations of tfjs. */
function composedLevels({ x, scale, zeroPoint }: QuantisedTensors): Tensor {
  const scaled = mul(x, div(1, besides(scale, x)));
  return round(zeroPoint ? add(scaled, besides(zeroPoint, x)) : scaled);
}

const composed: KernelFunc = ({ inputs, attrs }) => {
  const given = inputs as unknown as QuantisedTensors;
  const { least, most } = attrs as unknown as Levels;
  return tidy(() => {
    const levels = clipByValue(composedLevels(given), least, most);
    const { zeroPoint } = given;
    const shifted = zeroPoint ? sub(levels, besides(zeroPoint, given.x)) : levels;
    return mul(shifted, besides(given.scale, given.x));
  });
};

const composedGradient: KernelFunc = ({ inputs, attrs }) => {
  const given = inputs as unknown as Given;
  const { least, most } = attrs as unknown as Levels;
  return tidy(() => {
    const levels = composedLevels(given);
    return mul(given.dy, cast(equal(levels, clipByValue(levels, least, most)), 'float32'));
  });
};

/** Adding and taking away 1.5 · 2⁵² leaves the nearest whole number, halves to even. */
const toWhole = 6755399441055744;

/** A pass over memory that JavaScript reaches; every step is rounded to float32, as the formula is computed elsewhere. */
function hostKernel(backendName: 'cpu' | 'wasm', isGradient: boolean): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { dy, x, scale, zeroPoint } = inputs as Record<string, TensorInfo> & { x: TensorInfo };
    const { least, most } = attrs as unknown as Levels;
    const memory = hostMemory(backendName, backend);
    const output = memory.output(x.shape);
    const view = (info: TensorInfo | undefined) => (info ? memory.view(info) : undefined);
    const [y, from, above] = [memory.view(output), memory.view(x), view(dy)];
    const scales = view(scale) ?? Float32Array.of(1);
    const zeros = view(zeroPoint) ?? new Float32Array(scales.length);
    const inverses = scales.map((s) => 1 / s);
    for (let i = 0, channel = 0; i < y.length; i++) {
      const zero = zeros[channel] as number;
      const scaled = Math.fround((from[i] as number) * (inverses[channel] as number));
      const level = Math.fround(scaled + zero) + toWhole - toWhole;
      if (isGradient) y[i] = level >= least && level <= most ? ((above?.[i] ?? 0) as number) : 0;
      else y[i] = (Math.min(Math.max(level, least), most) - zero) * (scales[channel] as number);
      if (++channel === scales.length) channel = 0;
    }
    return output;
  };
}

function gpuKernel(kernelName: string, isGradient: boolean): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = backend as GpuBackend;
    const { dy, x, scale, zeroPoint } = inputs as Record<string, TensorInfo> & {
      x: TensorInfo;
      scale: TensorInfo;
    };
    const { least, most } = attrs as unknown as Levels;
    const y = gpu.makeTensorInfo(x.shape, 'float32');
    const channels = scale.shape[0] ?? 1;
    const channel = channels === 1 ? '0' : `i % ${channels}u`;
    const zero = zeroPoint ? `zeroPoint[${channel}]` : '0.0';
    const [lowest, highest] = [f32(least), f32(most)];
    const { shader, workgroups } = elementwise({
      key: `${kernelName} ${least} to ${most}, ${channels} channels ${zeroPoint !== undefined}`,
      bindings: [
        { name: 'x', type: 'f32' },
        { name: 'scale', type: 'f32' },
        ...(zeroPoint ? ([{ name: 'zeroPoint', type: 'f32' }] as const) : []),
        ...(isGradient ? ([{ name: 'dy', type: 'f32' }] as const) : []),
        { name: 'y', type: 'f32', writes: true },
      ],
      count: x.shape.reduce((product, length) => product * length, 1),
      body: `
  let step = scale[${channel}];
  let zero = ${zero};
  let level = round(x[i] * (1.0 / step) + zero);
  ${
    isGradient
      ? `y[i] = select(0.0, dy[i], level >= ${lowest} && level <= ${highest});`
      : `y[i] = (clamp(level, ${lowest}, ${highest}) - zero) * step;`
  }`,
    });
    const further = [...(zeroPoint ? [zeroPoint] : []), ...(isGradient && dy ? [dy] : [])];
    dispatch(gpu, shader, [x, scale, ...further, y], workgroups);
    return y;
  };
}

export const fakeQuantiseOp: Op = {
  name: fakeQuantiseName,
  shapes: like('x'),
  composed,
  kernels: {
    cpu: hostKernel('cpu', false),
    wasm: hostKernel('wasm', false),
    webgpu: gpuKernel(fakeQuantiseName, false),
  },
  grid: { scale: 'scale', zeroPoint: 'zeroPoint', least: 'least', most: 'most' },
  writers: { onnx: (to) => to.quantised(), graph: (to) => to.quantised() },
};

export const fakeQuantiseGradientOp: Op = {
  name: gradientName,
  shapes: like('x'),
  composed: composedGradient,
  kernels: {
    cpu: hostKernel('cpu', true),
    wasm: hostKernel('wasm', true),
    webgpu: gpuKernel(gradientName, true),
  },
};
