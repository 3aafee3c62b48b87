/**
 * Gradients of the operations that the engine differentiates.
 *
 * The main entry of tfjs-core registers none, and its stock ones for `Sum` and `Mean` build activation-sized
 * tensors of ones on the CPU and upload them. These are the same formulas, from small operations on the device.
 * An operation that is missing here fails with tfjs's own "gradient function not found for …".
 */
import {
  backend_util,
  broadcastTo,
  cast,
  div,
  engine,
  exp,
  type GradConfig,
  greaterEqual,
  lessEqual,
  logicalAnd,
  matMul,
  mul,
  type NamedAttrMap,
  type NamedTensorMap,
  neg,
  registerGradient,
  reshape,
  slice,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  transpose,
  util,
} from '@tensorflow/tfjs-core';

type Gradient = (dy: Tensor, saved: Tensor[], attributes: NamedAttrMap) => Record<string, () => Tensor>;

function gradientOf(
  kernelName: string,
  keeps: Pick<GradConfig, 'inputsToSave' | 'outputsToSave'>,
  gradient: Gradient,
): GradConfig {
  return {
    kernelName,
    ...keeps,
    gradFunc: (dy, saved, attributes) => gradient(dy as Tensor, saved, attributes),
  };
}

/** Undoes broadcasting: sums over the axes along which a tensor of `shape` was repeated. */
function unbroadcast(dy: Tensor, shape: readonly number[]): Tensor {
  if (util.arraysEqual(dy.shape, [...shape])) return dy.clone();
  const axes = backend_util.getReductionAxes([...shape], dy.shape);
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, [...shape]);
}

/** d(Σ x · share)/dx for a sum over `axis`. */
function spreadOver(dy: Tensor, x: Tensor, axis: number[], share: number): Tensor {
  const axes = util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
  return broadcastTo(reshape(share === 1 ? dy : mul(dy, share), kept), x.shape);
}

/** 1 where x is in the closed interval, 0 elsewhere. */
function within(x: Tensor, least: number, most: number): Tensor {
  return cast(logicalAnd(greaterEqual(x, least), lessEqual(x, most)), 'float32');
}

const first = (saved: Tensor[]): Tensor => saved[0] as Tensor;
const both = (saved: Tensor[]) => saved as [Tensor, Tensor];

const gradients: readonly GradConfig[] = [
  gradientOf('Identity', {}, (dy) => ({ x: () => dy.clone() })),
  gradientOf('Cast', {}, (dy) => ({ x: () => cast(dy, 'float32') })),
  gradientOf('Reshape', { inputsToSave: ['x'] }, (dy, saved) => ({
    x: () => reshape(dy, first(saved).shape),
  })),
  gradientOf('Transpose', {}, (dy, _, attributes) => ({
    x: () => transpose(dy, backend_util.getUndoAxesPermutation(attributes.perm as number[])),
  })),
  gradientOf('PadV2', { inputsToSave: ['x'] }, (dy, saved, attributes) => ({
    x: () => {
      const paddings = attributes.paddings as unknown as [number, number][];
      const begin = paddings.map(([before]) => before);
      return slice(dy, begin, first(saved).shape);
    },
  })),
  gradientOf('Add', { inputsToSave: ['a', 'b'] }, (dy, saved) => {
    const [a, b] = both(saved);
    return { a: () => unbroadcast(dy, a.shape), b: () => unbroadcast(dy, b.shape) };
  }),
  gradientOf('Sub', { inputsToSave: ['a', 'b'] }, (dy, saved) => {
    const [a, b] = both(saved);
    return { a: () => unbroadcast(dy, a.shape), b: () => unbroadcast(neg(dy), b.shape) };
  }),
  gradientOf('Multiply', { inputsToSave: ['a', 'b'] }, (dy, saved) => {
    const [a, b] = both(saved);
    return { a: () => unbroadcast(mul(dy, b), a.shape), b: () => unbroadcast(mul(dy, a), b.shape) };
  }),
  gradientOf('RealDiv', { inputsToSave: ['a', 'b'] }, (dy, saved) => {
    const [a, b] = both(saved);
    return {
      a: () => unbroadcast(div(dy, b), a.shape),
      b: () => unbroadcast(neg(div(mul(dy, a), mul(b, b))), b.shape),
    };
  }),
  gradientOf('Neg', {}, (dy) => ({ x: () => neg(dy) })),
  gradientOf('Square', { inputsToSave: ['x'] }, (dy, saved) => ({
    x: () => mul(dy, mul(first(saved), 2)),
  })),
  gradientOf('Sqrt', { outputsToSave: [true] }, (dy, saved) => ({
    x: () => div(dy, mul(first(saved), 2)),
  })),
  gradientOf('Rsqrt', { outputsToSave: [true] }, (dy, saved) => ({
    x: () => mul(dy, mul(mul(first(saved), mul(first(saved), first(saved))), -0.5)),
  })),
  gradientOf('Exp', { outputsToSave: [true] }, (dy, saved) => ({ x: () => mul(dy, first(saved)) })),
  gradientOf('Log', { inputsToSave: ['x'] }, (dy, saved) => ({ x: () => div(dy, first(saved)) })),
  gradientOf('Relu', { outputsToSave: [true] }, (dy, saved) => ({ x: () => mul(dy, step(first(saved))) })),
  gradientOf('Sum', { inputsToSave: ['x'] }, (dy, saved, attributes) => ({
    x: () => spreadOver(dy, first(saved), attributes.axis as number[], 1),
  })),
  gradientOf('Mean', { inputsToSave: ['x'] }, (dy, saved, attributes) => ({
    x: () => spreadOver(dy, first(saved), attributes.axis as number[], dy.size / first(saved).size),
  })),
  gradientOf('Softmax', { outputsToSave: [true] }, (dy, saved) => ({
    logits: () => {
      const weighted = mul(dy, first(saved));
      return sub(weighted, mul(sum(weighted, -1, true), first(saved)));
    },
  })),
  gradientOf('LogSoftmax', { outputsToSave: [true] }, (dy, saved) => ({
    logits: () => sub(dy, mul(sum(dy, -1, true), exp(first(saved)))),
  })),
  gradientOf('BatchMatMul', { inputsToSave: ['a', 'b'] }, (dy, saved, attributes) => {
    const [a, b] = both(saved);
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    return {
      a: () => (transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB)),
      b: () => (transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false)),
    };
  }),
  gradientOf('Conv2D', { inputsToSave: ['x', 'filter'] }, (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor4D, Tensor4D];
    const { strides, pad, dataFormat, dimRoundingMode } = attributes;
    const common = { strides, pad, dataFormat, dimRoundingMode } as NamedAttrMap;
    return {
      x: () => engine().runKernel('Conv2DBackpropInput', { dy, filter }, { ...common, inputShape: x.shape }),
      filter: () =>
        engine().runKernel('Conv2DBackpropFilter', { x, dy }, { ...common, filterShape: filter.shape }),
    };
  }),
  gradientOf('DepthwiseConv2dNative', { inputsToSave: ['x', 'filter'] }, (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor4D, Tensor4D];
    const run = (kernelName: string, inputs: NamedTensorMap, shape: NamedAttrMap) =>
      engine().runKernel(`DepthwiseConv2dNativeBackprop${kernelName}`, inputs, {
        ...attributes,
        ...shape,
      }) as Tensor;
    return {
      x: () => run('Input', { dy, filter }, { inputShape: x.shape }),
      filter: () => run('Filter', { x, dy }, { filterShape: filter.shape }),
    };
  }),
  gradientOf('MaxPool', { inputsToSave: ['x'], outputsToSave: [true] }, (dy, saved, attributes) => {
    const [input, output] = both(saved);
    return { x: () => engine().runKernel('MaxPoolGrad', { dy, input, output }, attributes) as Tensor };
  }),
  gradientOf('AvgPool', { inputsToSave: ['x'] }, (dy, saved, attributes) => ({
    x: () => engine().runKernel('AvgPoolGrad', { dy, input: first(saved) }, attributes) as Tensor,
  })),
  gradientOf('ClipByValue', { inputsToSave: ['x'] }, (dy, saved, attributes) => {
    const { clipValueMin, clipValueMax } = attributes as { clipValueMin: number; clipValueMax: number };
    return { x: () => mul(dy, within(first(saved), clipValueMin, clipValueMax)) };
  }),
  // As PyTorch's: nothing at 0 and at 6 themselves.
  gradientOf('Relu6', { outputsToSave: [true] }, (dy, saved) => ({
    x: () => mul(dy, mul(step(first(saved)), step(sub(6, first(saved))))),
  })),
];

/** Registers them, on every backend at once; again is harmless. */
export function registerGradients(): void {
  for (const gradient of gradients) registerGradient(gradient);
}
