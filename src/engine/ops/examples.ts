/**
 * An example of every operation, for tests: a function of x, [2, 4, 4, 3], that runs it.
 */
import {
  abs,
  add,
  avgPool,
  cast,
  clipByValue,
  concat,
  conv2d,
  depthwiseConv2d,
  div,
  equal,
  erf,
  exp,
  fill,
  fused,
  grad,
  greaterEqual,
  lessEqual,
  log,
  logicalAnd,
  matMul,
  max,
  maximum,
  maxPool,
  mean,
  minimum,
  mul,
  neg,
  pad,
  relu,
  relu6,
  reshape,
  round,
  rsqrt,
  sigmoid,
  slice,
  softmax,
  sqrt,
  square,
  step,
  stridedSlice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tanh,
  tensor,
  tensor1d,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
import { adamStep } from './adamStep/adamStep.ts';
import { attention, attentionGradient } from './attention/attention.ts';
import { batchNormTraining, batchNormTrainingGradient } from './batchNorm/batchNorm.ts';
import { channelAffine } from './channelAffine/channelAffine.ts';
import { channelSums } from './channelSums/channelSums.ts';
import { codebookGradient, codebookLookup } from './codebook/codebook.ts';
import { convAffine } from './convAffine/convAffine.ts';
import { depthwiseAffine } from './depthwiseAffine/depthwiseAffine.ts';
import { distillationLoss } from './distillationLoss/distillationLoss.ts';
import { dithered } from './dithered/dithered.ts';
import { dropped } from './dropout/dropout.ts';
import { fakeQuantise, fakeQuantiseGradient } from './fakeQuantise/fakeQuantise.ts';
import { gelu, geluGradient } from './gelu/gelu.ts';
import { globalAverage, globalAverageGradient } from './globalAveragePool/globalAveragePool.ts';
import { hashedGradient, hashedLookup } from './hashed/hashed.ts';
import { involved } from './involution/involution.ts';
import { layerNormGradient, layerNormRows } from './layerNorm/layerNorm.ts';
import { learnedGridGradient, learnedGridSlope, tableLevels } from './learnedGrid/learnedGrid.ts';
import { linearGradient, linearProduct } from './linear/linear.ts';
import { minNormWeights } from './minNormWeights/minNormWeights.ts';
import { runningAffine } from './runningAffine/runningAffine.ts';
import { sgdStep } from './sgdStep/sgdStep.ts';
import { passBack, passOn } from './shortcut/shortcut.ts';
import { gatherRows, oneHotRows } from './tableRows/tableRows.ts';
import { tokenLinearGradient, tokenLinearProduct } from './tokenLinear/tokenLinear.ts';

export const exampleShape = [2, 4, 4, 3] as const;

/**
 * [2, 4, 4, 3]: at least 0.04 from every multiple of 0.1, where examples have kinks, and no two alike, so that differences over
 * 0.02 tell a gradient.
 */
export const exampleValues = Float32Array.from(
  { length: 96 },
  (_, i) => ((7 * i) % 20) / 10 - 0.95 + ((i % 9) - 4) / 500,
);

/** Numbers that are not alike. */
function filled<T extends Tensor>(...shape: number[]): T {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(i + 1)),
    shape,
  ) as T;
}

const positive = (x: Tensor) => add(square(x), 0.5);
/** [2, 1, 1, 3] */
const corner = (x: Tensor4D) => slice(x, [0, 0, 0, 0], [-1, 1, 1, 3]);
/** [2, 16, 3]: a row a pixel. */
const rows = (x: Tensor4D): Tensor => reshape(x, [x.shape[0], 16, 3]);
/** [2, 48] */
const flat = (x: Tensor4D): Tensor2D => reshape(x, [x.shape[0], 48]);
const channels = () => tensor1d([0.5, 1, 2]);
const levels = { least: 0, most: 255 };
const grid = (x: Tensor) => ({ x, scale: tensor1d([0.01]), zeroPoint: tensor1d([100]) });
const moved = { from: [2, 4, 4, 3], stride: 2, sources: [-1, 0, 1, 2, -1] } as const;
const moving = { stride: 2, groups: 1 } as const;
/** [2, 2, 2, 9] */
const kernelsOf = (x: Tensor4D): Tensor4D => conv2d(avgPool(x, 2, 2, 'valid'), filled(1, 1, 3, 9), 1, 0);
const normed = { activation: 'relu', epsilon: 1e-5 } as const;
const affine = { stride: 2, padding: 1, activation: 'relu' } as const;
const normalised = (x: Tensor4D) =>
  batchNormTraining({ x, gamma: channels(), beta: channels(), residual: x }, normed);

const rowNorm = (x: Tensor) => layerNormRows({ x, gamma: channels(), beta: channels() }, 1e-5);
/** Two heads of width 2, [2, 4, 12]. */
const qkv = (x: Tensor4D): Tensor3D => reshape(x, [2, 4, 12]);
const twoHeads = { heads: 2, width: 2, scale: Math.SQRT1_2 } as const;

export const examples: Readonly<Record<string, (x: Tensor4D) => Tensor>> = {
  Add: (x) => add(x, corner(x)),
  Sub: (x) => sub(corner(x), x),
  Multiply: (x) => mul(x, corner(x)),
  RealDiv: (x) => div(x, positive(corner(x))),
  Maximum: (x) => maximum(x, 0.1),
  Minimum: (x) => minimum(x, 0.1),
  Neg: neg,
  Abs: (x) => abs(x),
  Round: (x) => round(mul(x, 10)),
  Square: square,
  Sqrt: (x) => sqrt(positive(x)),
  Rsqrt: (x) => rsqrt(positive(x)),
  Exp: exp,
  Log: (x) => log(positive(x)),
  Erf: (x) => erf(x),
  Sigmoid: (x) => sigmoid(x),
  Tanh: (x) => tanh(x),
  Relu: (x) => relu(x),
  Relu6: (x) => relu6(mul(x, 10)),
  Step: (x) => step(x),
  ClipByValue: (x) => clipByValue(x, -0.5, 0.2),
  GreaterEqual: (x) => greaterEqual(x, corner(x)),
  LessEqual: (x) => lessEqual(x, corner(x)),
  Equal: (x) => equal(x, corner(x)),
  LogicalAnd: (x) => logicalAnd(greaterEqual(x, 0), lessEqual(x, 0.5)),
  Cast: (x) => cast(x, 'float32'),
  Identity: (x) => x.clone(),

  Reshape: (x) => reshape(x, [-1, 16, 3]),
  Transpose: (x) => transpose(x, [0, 3, 2, 1]),
  PadV2: (x) =>
    pad(
      x,
      [
        [0, 0],
        [1, 0],
        [0, 2],
        [0, 1],
      ],
      0.5,
    ),
  Slice: (x) => slice(x, [0, 1, 2, 0], [-1, 2, -1, 2]),
  StridedSlice: (x) => stridedSlice(x, [0, 1, 0, 0], [0, 4, 0, 0], [1, 2, 3, 1], 0b1101, 0b1101),
  Concat: (x) => concat([x, mul(slice(x, [0, 0, 0, 1], [-1, 4, 4, 2]), 2), x], -1),
  Tile: (x) => tile(corner(x), [1, 4, 4, 2]),
  Fill: (x) => add(x, fill([4, 4, 3], 2)),

  Sum: (x) => sum(x, [3], true),
  Mean: (x) => mean(x, [1, 3]),
  Max: (x) => max(x, [1]),
  Softmax: (x) => softmax(rows(x)),

  BatchMatMul: (x) => matMul(matMul(rows(x), rows(x), false, true), matMul(rows(x), filled(3, 5))),
  _FusedMatMul: (x) => fused.matMul({ a: flat(x), b: filled(48, 5), bias: filled(5), activation: 'relu' }),

  Conv2D: (x) => conv2d(x, filled(3, 3, 3, 4), 2, 1),
  FusedConv2D: (x) =>
    fused.conv2d({ x, filter: filled(3, 3, 3, 4), strides: 1, pad: 1, bias: filled(4), activation: 'relu6' }),
  Conv2DBackpropInput: (x) => grad((v: Tensor) => conv2d(v as Tensor4D, filled(3, 3, 3, 4), 2, 1))(x),
  Conv2DBackpropFilter: (x) =>
    grad((filter: Tensor) => conv2d(x, filter as Tensor4D, 2, 1))(filled(3, 3, 3, 4)),
  DepthwiseConv2dNative: (x) => depthwiseConv2d(x, filled(3, 3, 3, 1), 2, 1),
  FusedDepthwiseConv2D: (x) =>
    fused.depthwiseConv2d({
      x,
      filter: filled(3, 3, 3, 1),
      strides: 1,
      pad: 1,
      bias: filled(3),
      activation: 'relu',
    }),
  DepthwiseConv2dNativeBackpropInput: (x) =>
    grad((v: Tensor) => depthwiseConv2d(v as Tensor4D, filled(3, 3, 3, 1), 2, 1))(x),
  DepthwiseConv2dNativeBackpropFilter: (x) =>
    grad((filter: Tensor) => depthwiseConv2d(x, filter as Tensor4D, 2, 1))(filled(3, 3, 3, 1)),
  MaxPool: (x) => maxPool(x, 3, 2, 1),
  MaxPoolGrad: (x) => grad((v: Tensor) => maxPool(v as Tensor4D, 3, 2, 1))(x),
  AvgPool: (x) => avgPool(x, 2, 2, 'valid'),
  AvgPoolGrad: (x) => grad((v: Tensor) => avgPool(v as Tensor4D, 2, 2, 'valid'))(x),

  Attention: (x) => attention(qkv(x), twoHeads).y,
  AttentionGradient: (x) => {
    const given = qkv(x);
    const { y, logSums } = attention(given, twoHeads);
    return attentionGradient({ dy: y, qkv: given, y, logSums }, twoHeads);
  },
  BatchNormTraining: (x) => normalised(x).y,
  BatchNormTrainingGradient: (x) => {
    const { y, state } = normalised(x);
    const given = { dy: x, gamma: channels(), beta: channels(), y, state };
    return batchNormTrainingGradient(given, { ...normed, residual: true }).dx;
  },
  ChannelAffine: (x) => channelAffine(x, channels(), channels()),
  ChannelSums: (x) => channelSums(x),
  ConvAffine: (x) => convAffine({ x, filter: filled(3, 3, 3, 4), shift: filled(4), ...affine }),
  DepthwiseAffine: (x) => depthwiseAffine({ x, filter: filled(3, 3, 3, 1), shift: filled(3), ...affine }),
  RunningAffine: (x) => {
    const statistics = { mean: channels(), variance: channels() };
    return mul(x, runningAffine({ gamma: channels(), beta: channels(), ...statistics }, 1e-5).scale);
  },
  Gelu: (x) => gelu(mul(x, 3)),
  GeluGradient: (x) => geluGradient(x, mul(x, 3)),
  GlobalAveragePool: (x) => globalAverage(x),
  GlobalAveragePoolGradient: (x) => globalAverageGradient(globalAverage(x), x.shape),
  LayerNorm: (x) => rowNorm(x).y,
  LayerNormGradient: (x) => {
    const { y, mean: means, inverse } = rowNorm(x);
    return layerNormGradient({ dy: y, x, gamma: channels(), mean: means, inverse }).dx;
  },
  Linear: (x) => linearProduct({ x: flat(x), weight: filled(48, 5), bias: filled(5) }),
  LinearGradient: (x) =>
    linearGradient(filled<Tensor2D>(2, 5), { x: flat(x), weight: filled(48, 5) }).dWeight,
  TokenLinear: (x) => tokenLinearProduct({ x: flat(x), weight: filled(48, 5), bias: filled(5) }),
  TokenLinearGradient: (x) =>
    tokenLinearGradient(filled<Tensor2D>(2, 5), { x: flat(x), weight: filled(48, 5) }).dWeight,
  Shortcut: (x) => passOn(x, moved),
  ShortcutGradient: (x) => passBack(passOn(x, moved), moved),
  Involution: (x) => involved(x, kernelsOf(x), moving),
  InvolutionInputGradient: (x) => grad((v: Tensor) => involved(v as Tensor4D, filled(2, 2, 2, 9), moving))(x),
  InvolutionKernelGradient: (x) =>
    grad((v: Tensor) => involved(x, v as Tensor4D, moving))(filled(2, 2, 2, 9)),
  CodebookLookup: (x) => mul(codebookLookup(channels(), tensor1d([2, 0, 1])), x),
  CodebookGradient: (x) => codebookGradient(slice(flat(x), [0, 0], [1, 3]), tensor1d([2, 0, 1]), 3),
  HashedLookup: (x) => mul(hashedLookup(channels(), [3], 7), x),
  HashedGradient: (x) => hashedGradient(slice(flat(x), [0, 0], [1, 7]), 3, 7),
  Dithered: (x) => dithered({ x, scale: channels(), counter: tensor1d([5, 7]) }),
  Dropped: (x) => dropped(x, { rate: 0.3, counter: tensor1d([5, 7]), stream: 9 }),
  FakeQuantise: (x) => fakeQuantise(grid(x), levels),
  FakeQuantiseGradient: (x) => fakeQuantiseGradient(x, grid(x), levels),
  LearnedGridGradient: (x) => learnedGridGradient(x, grid(x), levels),
  LearnedGridSlope: (x) => learnedGridSlope(x, grid(x), levels, { residue: true }),
  TableLevels: (x) => tableLevels({ x, scale: channels() }, { least: -1, most: 1, table: [0, 0.25, 0.5, 1] }),
  DistillationLoss: (x) => {
    const logits = flat(x);
    const labels: Tensor2D = oneHotRows(tensor1d([3, 7], 'int32'), 48);
    const settings = { alpha: 0.5, similarity: 'kl', temperature: 2 } as const;
    return distillationLoss({ student: logits, teacher: logits, labels }, settings).gradient;
  },
  MinNormWeights: (x) => minNormWeights(flat(x), { most: 0.8, normalised: true }),
  GatherRows: (x) => gatherRows(flat(x), tensor1d([1, 0, 1], 'int32')),
  OneHotRows: () => oneHotRows(tensor1d([1, 0, 3], 'int32'), 4),
  SgdStep: (x) => sgdStep(x, x, x, { learningRate: 0.1, momentum: 0.9, weightDecay: 0 })[0],
  AdamStep: (x) => adamStep(x, x, x, square(x), { rates: [0.1, 1, 1], beta1: 0.9, weightDecay: 0 })[0],
};
