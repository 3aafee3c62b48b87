/**
 * What each of tfjs's kernels is in a TensorFlow graph: operations of the same meaning, with attributes and small constant
 * inputs where TensorFlow has them.
 */
import { fakeQuantiseName } from '../ops/fakeQuantise/fakeQuantise.ts';
import {
  type AttributeValue,
  flag,
  float,
  type GraphNode,
  integer,
  integers,
  text,
  texts,
} from './graphNode.ts';
import type { RecordedConstant, RecordedStep } from './recording.ts';

/** The step that is written, and what of it becomes constants of the graph. */
interface Writing {
  readonly step: RecordedStep;
  /** The name of an input's value. */
  input(key: string): string;
  /** The numbers of an input that is a constant of the recording; none of another. */
  numbers(key: string): ArrayLike<number>;
  /** Makes a constant `<step>/<part>` and gives its name. */
  constant(part: string, shape: readonly number[], values: RecordedConstant['values']): string;
}

/** What an operation is beside its name and the type of its numbers. */
interface Operation {
  readonly op: string;
  readonly input: readonly string[];
  readonly attr?: Readonly<Record<string, AttributeValue>>;
  /** Nodes that stand before it. */
  readonly before?: readonly GraphNode[];
}

type Pair = readonly [number, number];

/**
 * @param makeConstant takes what becomes a constant of the graph beside the recording's own.
 * @param constantOf the recording's constants, by name.
 * @returns one node, or several where an operation needs others before it; the last one has the step's name.
 * @throws Error that names a kernel, or a use of it, which has no counterpart here.
 */
export function nodesOf(
  step: RecordedStep,
  makeConstant: (constant: RecordedConstant) => void,
  constantOf: (name: string) => RecordedConstant | undefined = () => undefined,
): readonly GraphNode[] {
  const write = operations[step.kernel];
  if (!write) throw new Error(`The kernel ${step.kernel} has no counterpart in a TensorFlow graph here.`);
  const { op, input, attr, before } = write({
    step,
    input(key) {
      const name = step.inputs[key];
      if (name === undefined) throw unwritten(step, `without ${key}`);
      return name;
    },
    numbers: (key) => constantOf(step.inputs[key] ?? '')?.values ?? [],
    constant(part, shape, values) {
      const name = `${step.output}/${part}`;
      makeConstant({ name, shape, values });
      return name;
    },
  });
  return [...(before ?? []), { name: step.output, op, input, attr: { T: float, ...attr } }];
}

const unwritten = (step: RecordedStep, how: string) =>
  new Error(
    `The kernel ${step.kernel} ${how} (${step.output}) has no counterpart in a TensorFlow graph here.`,
  );

/** One input or several, under the kernel's own name or another. */
const plainly =
  (op: string, ...keys: readonly string[]) =>
  ({ input }: Writing): Operation => ({ op, input: keys.map(input) });

const operations: Readonly<Record<string, (writing: Writing) => Operation>> = {
  Add: plainly('AddV2', 'a', 'b'),
  Sub: plainly('Sub', 'a', 'b'),
  Multiply: plainly('Mul', 'a', 'b'),
  RealDiv: plainly('RealDiv', 'a', 'b'),
  Maximum: plainly('Maximum', 'a', 'b'),
  Minimum: plainly('Minimum', 'a', 'b'),
  Relu: plainly('Relu', 'x'),
  Relu6: plainly('Relu6', 'x'),
  Sigmoid: plainly('Sigmoid', 'x'),
  Tanh: plainly('Tanh', 'x'),
  Exp: plainly('Exp', 'x'),
  Log: plainly('Log', 'x'),
  Sqrt: plainly('Sqrt', 'x'),
  Rsqrt: plainly('Rsqrt', 'x'),
  Square: plainly('Square', 'x'),
  Neg: plainly('Neg', 'x'),
  Conv2D: convolution('Conv2D'),
  DepthwiseConv2dNative: convolution('DepthwiseConv2dNative'),
  FusedConv2D: fusedConvolution('_FusedConv2D'),
  FusedDepthwiseConv2D: fusedConvolution('FusedDepthwiseConv2dNative'),
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AvgPool'),
  Mean: reduction('Mean', 'axis'),
  Sum: reduction('Sum', 'axis'),
  Max: reduction('Max', 'reductionIndices'),

  BatchMatMul({ step, input }) {
    const { transposeA, transposeB } = step.attributes;
    const [a, b] = [flag(transposeA === true), flag(transposeB === true)];
    const operands = [input('a'), input('b')];
    return step.shape.length === 2
      ? { op: 'MatMul', input: operands, attr: { transpose_a: a, transpose_b: b } }
      : { op: 'BatchMatMulV2', input: operands, attr: { adj_x: a, adj_y: b } };
  },

  ClipByValue({ step, input, constant }) {
    const bound = (part: string, value: unknown) => constant(part, [], Float32Array.of(Number(value)));
    const { clipValueMin, clipValueMax } = step.attributes;
    return {
      op: 'ClipByValue',
      input: [input('x'), bound('least', clipValueMin), bound('most', clipValueMax)],
    };
  },

  Reshape: (writing) => ({
    op: 'Reshape',
    input: [writing.input('x'), list(writing, 'shape')],
  }),

  Transpose: (writing) => ({
    op: 'Transpose',
    input: [writing.input('x'), list(writing, 'perm')],
  }),

  PadV2({ step, input, constant }) {
    const paddings = step.attributes.paddings as readonly Pair[];
    const value = constant('value', [], Float32Array.of(Number(step.attributes.constantValue)));
    return { op: 'PadV2', input: [input('x'), paddingsOf(constant, paddings), value] };
  },

  Slice: (writing) => ({
    op: 'Slice',
    input: [writing.input('x'), list(writing, 'begin'), list(writing, 'size')],
  }),

  StridedSlice(writing) {
    const { attributes } = writing.step;
    const mask = (key: string) => integer(Number(attributes[key] ?? 0));
    return {
      op: 'StridedSlice',
      input: [writing.input('x'), list(writing, 'begin'), list(writing, 'end'), list(writing, 'strides')],
      attr: {
        begin_mask: mask('beginMask'),
        end_mask: mask('endMask'),
        ellipsis_mask: mask('ellipsisMask'),
        new_axis_mask: mask('newAxisMask'),
        shrink_axis_mask: mask('shrinkAxisMask'),
      },
    };
  },

  [fakeQuantiseName]({ step, input, constant, numbers }) {
    const { least, most } = step.attributes;
    const number = (part: string, value: number) => constant(part, [], Float32Array.of(value));
    const [scale, zeroPoint] = [numbers('scale'), numbers('zeroPoint')];
    if (scale.length !== 1 || zeroPoint.length !== 1) throw unwritten(step, 'with several scales');
    const [s = 1, z = 0] = [scale[0], zeroPoint[0]];
    const zero = number('zero', z);
    const before: GraphNode[] = [];
    const then = (part: string, op: string, ...inputs: readonly string[]) => {
      const name = `${step.output}/${part}`;
      before.push({ name, op, input: inputs, attr: { T: float } });
      return name;
    };
    // As the kernel rounds: the reciprocal is a float32 of its own.
    const scaled = then('scaled', 'Mul', input('x'), number('reciprocal', Math.fround(1 / s)));
    const whole = then('whole', 'Round', then('moved', 'AddV2', scaled, zero));
    const [low, high] = [number('least', Number(least)), number('most', Number(most))];
    const level = then('level', 'ClipByValue', whole, low, high);
    return { op: 'Mul', input: [then('centred', 'Sub', level, zero), number('scale', s)], before };
  },

  Concat({ step, input, constant }) {
    const parts = Object.keys(step.inputs).map(input);
    const axis = constant('axis', [], Int32Array.of(Number(step.attributes.axis)));
    return { op: 'ConcatV2', input: [...parts, axis], attr: { N: integer(parts.length) } };
  },
};

/** An attribute with one number for each axis, as a constant. */
function list({ step, constant }: Writing, key: string): string {
  const numbers = numbersOf(step.attributes[key]);
  return constant(key, [numbers.length], Int32Array.from(numbers));
}

const paddingsOf = (constant: Writing['constant'], paddings: readonly Pair[]) =>
  constant('paddings', [paddings.length, 2], Int32Array.from(paddings.flat()));

/** One number for each axis, or one for all. */
const numbersOf = (value: unknown): readonly number[] => (Array.isArray(value) ? value : [Number(value)]);

/** Height and width, between the batch and the channels, which TensorFlow wants too. */
function overImage(value: unknown): AttributeValue {
  const [height = 1, width = height] = numbersOf(value);
  return integers([1, height, width, 1]);
}

/** What is padded on each side, or TensorFlow's word for it. */
function paddingOf(step: RecordedStep): 'SAME' | 'VALID' | readonly Pair[] {
  const { pad, dimRoundingMode } = step.attributes;
  if (dimRoundingMode !== undefined && dimRoundingMode !== 'floor') {
    throw unwritten(step, `rounding sizes by ${dimRoundingMode}`);
  }
  if (pad === 'same' || pad === 'valid') return pad === 'same' ? 'SAME' : 'VALID';
  if (Array.isArray(pad)) return pad;
  const sides: Pair = [Number(pad), Number(pad)];
  return [[0, 0], sides, sides, [0, 0]];
}

function convolutionAttributes(step: RecordedStep): Readonly<Record<string, AttributeValue>> {
  const { strides, dilations, dataFormat = 'NHWC' } = step.attributes;
  if (dataFormat !== 'NHWC') throw unwritten(step, `with ${dataFormat}`);
  const padding = paddingOf(step);
  return {
    strides: overImage(strides),
    dilations: overImage(dilations ?? 1),
    data_format: text('NHWC'),
    ...(typeof padding === 'string'
      ? { padding: text(padding) }
      : { padding: text('EXPLICIT'), explicit_paddings: integers(padding.flat()) }),
  };
}

function convolution(op: string) {
  return ({ step, input }: Writing): Operation => ({
    op,
    input: [input('x'), input('filter')],
    attr: convolutionAttributes(step),
  });
}

const activations: Readonly<Record<string, readonly string[]>> = {
  linear: [],
  relu: ['Relu'],
  relu6: ['Relu6'],
};

/** A convolution with its bias and its activation. */
function fusedConvolution(op: string) {
  return ({ step, input }: Writing): Operation => {
    const name = String(step.attributes.activation ?? 'linear');
    const activation = activations[name];
    if (!activation) throw unwritten(step, `with ${name}`);
    return {
      op,
      input: [input('x'), input('filter'), input('bias')],
      attr: {
        ...convolutionAttributes(step),
        fused_ops: texts(['BiasAdd', ...activation]),
        num_args: integer(1),
      },
    };
  };
}

/** float32's lowest number: padding that no maximum is taken from. */
const lowest = -3.4028234663852886e38;

/**
 * TensorFlow.js pads a pool by 'SAME' or not at all, and TensorFlow's 'SAME' pads an even picture below and to the right
 * alone. Other padding is a step of its own: exact for a maximum; a mean would count it, and is refused.
 */
function pool(op: 'MaxPool' | 'AvgPool') {
  return ({ step, input, constant }: Writing): Operation => {
    const padding = paddingOf(step);
    const isWord = typeof padding === 'string';
    const attr = {
      ksize: overImage(step.attributes.filterSize),
      strides: overImage(step.attributes.strides),
      padding: text(isWord ? padding : 'VALID'),
      data_format: text('NHWC'),
    };
    if (isWord) return { op, input: [input('x')], attr };
    if (op === 'AvgPool') throw unwritten(step, 'with padding');
    const name = `${step.output}/padded`;
    const value = constant('lowest', [], Float32Array.of(lowest));
    const padded = [input('x'), paddingsOf(constant, padding), value];
    const before: readonly GraphNode[] = [{ name, op: 'PadV2', input: padded, attr: { T: float } }];
    return { op, input: [name], attr, before };
  };
}

/** @param axes what the kernel calls the axes that go. */
function reduction(op: string, axes: 'axis' | 'reductionIndices') {
  return (writing: Writing): Operation => ({
    op,
    input: [writing.input('x'), list(writing, axes)],
    attr: { keep_dims: flag(writing.step.attributes.keepDims === true) },
  });
}
