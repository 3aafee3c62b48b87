/**
 * What learning takes of a grid whose step learns too (Esser et al. 2020, arXiv 1902.08153, eq. 3 and 5), element by element. Of
 *
 *     y = q(x/s)·s,   q(u) = clamp(round(u + z), least, most) − z
 *
 * with lo = least − z and hi = most − z, by the straight-through estimator:
 *
 *     ∂y/∂x = 1 where lo ≤ x/s ≤ hi, 0 elsewhere
 *     ∂y/∂s = q(x/s) − x/s where lo ≤ x/s ≤ hi, else lo or hi
 *
 * Whether x was clipped is asked of x/s itself, not of the level that it is rounded to. Without `residue` the slope is 0 inside,
 * which is PACT's (Choi et al. 2018, arXiv 1805.06085). Of a table of levels q(u) is the nearest one, of two that are as near the
 * lesser; lo and hi are its ends.
 */
import {
  add,
  cast,
  clipByValue,
  div,
  engine,
  greaterEqual,
  type KernelFunc,
  lessEqual,
  maximum,
  minimum,
  mul,
  type NamedTensorMap,
  neg,
  round,
  step,
  sub,
  type Tensor,
  type TensorInfo,
  tidy,
} from '@tensorflow/tfjs-core';
import { besides, type Levels, type QuantisedTensors } from '../fakeQuantise/fakeQuantise.ts';
import { hostMemory } from '../hostMemory.ts';
import type { Op } from '../op.ts';
import { like } from '../shapeRules.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import { elementwise, f32 } from '../webgpu/elementwise.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';

const valueName = 'TableLevels';
const inputName = 'LearnedGridGradient';
const slopeName = 'LearnedGridSlope';

export interface Grid extends Levels {
  /** Magnitudes of the levels, ascending, in place of whole numbers. A level and its negative are on the grid where `least` is negative. */
  readonly table?: readonly number[] | undefined;
}

type Given = QuantisedTensors & { readonly dy: Tensor };

const tensorsOf = ({ x, scale, zeroPoint }: QuantisedTensors): NamedTensorMap => ({
  ...{ x, scale },
  ...(zeroPoint ? { zeroPoint } : {}),
});

const attributesOf = ({ least, most, table }: Grid, residue = true) => ({
  ...{ least, most, residue },
  ...(table ? { table: [...table] } : {}),
});

/** y of a table of levels, of x's shape; not differentiable itself. The caller owns the result. */
export function tableLevels(given: QuantisedTensors, grid: Required<Grid>): Tensor {
  return engine().runKernel(valueName, tensorsOf(given), attributesOf(grid)) as Tensor;
}

/** dy·∂y/∂x, of x's shape. The caller owns the result. */
export function learnedGridGradient(dy: Tensor, given: QuantisedTensors, grid: Grid): Tensor {
  return engine().runKernel(inputName, { dy, ...tensorsOf(given) }, attributesOf(grid)) as Tensor;
}

/** dy·∂y/∂s of each element, of x's shape: what a step is to learn is the sum over its own. The caller owns the result. */
export function learnedGridSlope(
  dy: Tensor,
  given: QuantisedTensors,
  grid: Grid,
  { residue }: { readonly residue: boolean },
): Tensor {
  return engine().runKernel(slopeName, { dy, ...tensorsOf(given) }, attributesOf(grid, residue)) as Tensor;
}

type Attributes = Grid & { readonly residue: boolean };

/** Between two neighbours of a table: up to here the lower one is as near. */
const middles = (table: readonly number[]) => table.slice(1).map((level, i) => (level + (table[i] ?? 0)) / 2);

/** u = x/s */
const inSteps = ({ x, scale }: QuantisedTensors) => div(x, besides(scale, x));

/** lo and hi: numbers, or tensors that go with x. */
function ends(
  { zeroPoint, x }: QuantisedTensors,
  { least, most }: Levels,
): readonly [Tensor | number, Tensor | number] {
  if (!zeroPoint) return [least, most];
  const zero = besides(zeroPoint, x);
  return [sub(least, zero), sub(most, zero)];
}

/** q(u) in operations of tfjs. */
function composedLevel(u: Tensor, { zeroPoint, x }: QuantisedTensors, { least, most, table }: Grid): Tensor {
  if (!table) {
    const level = round(zeroPoint ? add(u, besides(zeroPoint, x)) : u);
    const clamped = clipByValue(level, least, most);
    return zeroPoint ? sub(clamped, besides(zeroPoint, x)) : clamped;
  }
  const isPositive = sub(1, step(neg(u)));
  const sign = least < 0 ? sub(mul(isPositive, 2), 1) : isPositive;
  const size = mul(u, sign);
  const first: Tensor = mul(isPositive, 0);
  const magnitude = middles(table).reduce<Tensor>(
    (sum, middle, i) => add(sum, mul(step(sub(size, middle)), (table[i + 1] ?? 0) - (table[i] ?? 0))),
    add(first, table[0] ?? 0),
  );
  return mul(magnitude, sign);
}

const composedValue: KernelFunc = ({ inputs, attrs }) => {
  const given = inputs as unknown as QuantisedTensors;
  const grid = attrs as unknown as Attributes;
  return tidy(() => mul(composedLevel(inSteps(given), given, grid), besides(given.scale, given.x)));
};

const isInside = (u: Tensor, [lo, hi]: readonly [Tensor | number, Tensor | number]) =>
  mul(cast(greaterEqual(u, lo), 'float32'), cast(lessEqual(u, hi), 'float32'));

const composedGradient: KernelFunc = ({ inputs, attrs }) => {
  const given = inputs as unknown as Given;
  return tidy(() => mul(given.dy, isInside(inSteps(given), ends(given, attrs as unknown as Attributes))));
};

const composedSlope: KernelFunc = ({ inputs, attrs }) => {
  const given = inputs as unknown as Given;
  const grid = attrs as unknown as Attributes;
  return tidy(() => {
    const u = inSteps(given);
    const [lo, hi] = ends(given, grid);
    const inside = isInside(u, [lo, hi]);
    // Outside, the end itself.
    const clipped = mul(minimum(maximum(u, lo), hi), sub(1, inside));
    const slope = grid.residue ? add(clipped, mul(sub(composedLevel(u, given, grid), u), inside)) : clipped;
    return mul(given.dy, slope);
  });
};

/** Adding and taking away 1.5 · 2⁵² leaves the nearest whole number, halves to even. */
const toWhole = 6755399441055744;

type What = 'value' | 'gradient' | 'slope';

/** The place of the level that is nearest to a magnitude. */
function placeOf(size: number, between: Float32Array): number {
  let [from, to] = [0, between.length];
  while (from < to) {
    const at = (from + to) >> 1;
    if (size > (between[at] as number)) from = at + 1;
    else to = at;
  }
  return from;
}

function hostKernel(backendName: 'cpu' | 'wasm', what: What): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const { dy, x, scale, zeroPoint } = inputs as Record<string, TensorInfo> & { x: TensorInfo };
    const { least, most, table, residue } = attrs as unknown as Attributes;
    const memory = hostMemory(backendName, backend);
    const output = memory.output(x.shape);
    const view = (info: TensorInfo | undefined) => (info ? memory.view(info) : undefined);
    const [y, from, above] = [memory.view(output), memory.view(x), view(dy)];
    const scales = view(scale) ?? Float32Array.of(1);
    const zeros = view(zeroPoint) ?? new Float32Array(scales.length);
    const levels = Float32Array.from(table ?? []);
    const between = Float32Array.from(middles(table ?? []));
    const levelOf = (u: number, zero: number) => {
      if (!table) return Math.min(Math.max(Math.fround(u + zero) + toWhole - toWhole, least), most) - zero;
      if (least >= 0) return u < 0 ? 0 : (levels[placeOf(u, between)] as number);
      return u < 0 ? -(levels[placeOf(-u, between)] as number) : (levels[placeOf(u, between)] as number);
    };
    for (let i = 0, channel = 0; i < y.length; i++) {
      const zero = zeros[channel] as number;
      const s = scales[channel] as number;
      const u = Math.fround((from[i] as number) / s);
      const slope = (above?.[i] ?? 0) as number;
      const inside = u >= least - zero && u <= most - zero;
      if (what === 'value') y[i] = levelOf(u, zero) * s;
      else if (what === 'gradient') y[i] = inside ? slope : 0;
      else if (!inside) y[i] = slope * (u < least - zero ? least - zero : most - zero);
      else y[i] = residue ? slope * (levelOf(u, zero) - u) : 0;
      if (++channel === scales.length) channel = 0;
    }
    return output;
  };
}

/** q(u) as a function of WGSL. */
function levelFunction({ least, most, table }: Grid): string {
  if (!table) {
    return `fn levelOf(u: f32, zero: f32) -> f32 { return clamp(round(u + zero), ${f32(least)}, ${f32(most)}) - zero; }`;
  }
  const between = middles(table);
  const list = (name: string, values: readonly number[]) =>
    `var ${name} = array<f32, ${Math.max(values.length, 1)}>(${(values.length > 0 ? values : [0]).map(f32).join(', ')});`;
  return `
fn levelOf(u: f32, zero: f32) -> f32 {
  ${least < 0 ? '' : 'if (u < 0.0) { return 0.0; }'}
  ${list('levels', table)}
  ${list('between', between)}
  let size = abs(u);
  var low = 0;
  var high = ${between.length};
  while (low < high) {
    let at = (low + high) / 2;
    if (size > between[at]) { low = at + 1; } else { high = at; }
  }
  return select(levels[low], -levels[low], u < 0.0);
}`;
}

function gpuKernel(kernelName: string, what: What): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const gpu = backend as GpuBackend;
    const { dy, x, scale, zeroPoint } = inputs as Record<string, TensorInfo> & {
      x: TensorInfo;
      scale: TensorInfo;
    };
    const grid = attrs as unknown as Attributes;
    const y = gpu.makeTensorInfo(x.shape, 'float32');
    const channels = scale.shape[0] ?? 1;
    const channel = channels === 1 ? '0' : `i % ${channels}u`;
    const zero = zeroPoint ? `zeroPoint[${channel}]` : '0.0';
    const given = what === 'value' ? undefined : dy;
    const [least, most] = [f32(grid.least), f32(grid.most)];
    const within = grid.residue ? 'levelOf(u, zero) - u' : '0.0';
    const result: Readonly<Record<What, string>> = {
      value: 'y[i] = levelOf(u, zero) * step;',
      gradient: 'y[i] = select(0.0, dy[i], u >= low && u <= high);',
      slope: `
  if (u < low) { y[i] = dy[i] * low; }
  else if (u > high) { y[i] = dy[i] * high; }
  else { y[i] = dy[i] * (${within}); }`,
    };
    const { shader, workgroups } = elementwise({
      key: `${kernelName} ${least} to ${most} ${grid.table?.join() ?? ''}, ${channels} channels ${zeroPoint !== undefined} ${grid.residue}`,
      bindings: [
        { name: 'x', type: 'f32' },
        { name: 'scale', type: 'f32' },
        ...(zeroPoint ? ([{ name: 'zeroPoint', type: 'f32' }] as const) : []),
        ...(given ? ([{ name: 'dy', type: 'f32' }] as const) : []),
        { name: 'y', type: 'f32', writes: true },
      ],
      count: x.shape.reduce((product, length) => product * length, 1),
      functions: levelFunction(grid),
      body: `
  let step = scale[${channel}];
  let zero = ${zero};
  let low = ${least} - zero;
  let high = ${most} - zero;
  let u = x[i] / step;
  ${result[what]}`,
    });
    dispatch(
      gpu,
      shader,
      [x, scale, ...(zeroPoint ? [zeroPoint] : []), ...(given ? [given] : []), y],
      workgroups,
    );
    return y;
  };
}

const kernelsFor = (kernelName: string, what: What) => ({
  cpu: hostKernel('cpu', what),
  wasm: hostKernel('wasm', what),
  webgpu: gpuKernel(kernelName, what),
});

export const tableLevelsOp: Op = {
  name: valueName,
  shapes: like('x'),
  composed: composedValue,
  kernels: kernelsFor(valueName, 'value'),
};

export const learnedGridGradientOp: Op = {
  name: inputName,
  shapes: like('x'),
  composed: composedGradient,
  kernels: kernelsFor(inputName, 'gradient'),
};

export const learnedGridSlopeOp: Op = {
  name: slopeName,
  shapes: like('x'),
  composed: composedSlope,
  kernels: kernelsFor(slopeName, 'slope'),
};
