/**
 * What each step is in a TensorFlow graph: operations of the same meaning, with attributes and small constant inputs where
 * TensorFlow has them. The ops' records say which (`ops/writing.ts`); here is what they say it with.
 */
import { ops } from '../ops/catalogue.ts';
import type { Op } from '../ops/op.ts';
import type { AttributeValue, GraphNode, GraphOperation, GraphWriting } from '../ops/writing.ts';
import { flag, float, integer, integers, text, texts } from './graphNode.ts';
import type { RecordedConstant, RecordedStep } from './recording.ts';

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
  catalogue: readonly Op[] = ops,
): readonly GraphNode[] {
  const written = catalogue.find(({ name }) => name === step.kernel)?.writers;
  if (!written) throw new Error(`The kernel ${step.kernel} has no counterpart in a TensorFlow graph here.`);
  const { op, input, attr, before } = written.graph(writingOf(step, makeConstant, constantOf));
  return [...(before ?? []), { name: step.output, op, input, attr: { T: float, ...attr } }];
}

const unwritten = (step: RecordedStep, how: string) =>
  new Error(
    `The kernel ${step.kernel} ${how} (${step.output}) has no counterpart in a TensorFlow graph here.`,
  );

function writingOf(
  step: RecordedStep,
  makeConstant: (constant: RecordedConstant) => void,
  constantOf: (name: string) => RecordedConstant | undefined,
): GraphWriting {
  const { attributes } = step;
  const input = (key: string) => {
    const name = step.inputs[key];
    if (name === undefined) throw unwritten(step, `without ${key}`);
    return name;
  };
  const constant = (part: string, shape: readonly number[], values: RecordedConstant['values']) => {
    const name = `${step.output}/${part}`;
    makeConstant({ name, shape, values });
    return name;
  };
  const number = (part: string, value: number, type: 'float32' | 'int32' = 'float32') =>
    constant(part, [], type === 'int32' ? Int32Array.of(value) : Float32Array.of(value));
  const list = (key: string) => {
    const numbers = numbersOf(attributes[key]);
    return constant(key, [numbers.length], Int32Array.from(numbers));
  };
  const paddingsOf = (paddings: readonly Pair[]) =>
    constant('paddings', [paddings.length, 2], Int32Array.from(paddings.flat()));

  return {
    ...{ step, input, number, list },

    plain: (op, ...keys) => ({ op, input: keys.map(input) }),

    convolution: (op) => ({
      op,
      input: [input('x'), input('filter')],
      attr: convolutionAttributes(step),
    }),

    fused(plain) {
      const name = String(attributes.activation ?? 'linear');
      const activation = activations[name];
      if (!activation) throw unwritten(step, `with ${name}`);
      const attr = { ...plain.attr, fused_ops: texts(['BiasAdd', ...activation]), num_args: integer(1) };
      return { ...plain, input: [...plain.input, input('bias')], attr };
    },

    /**
     * TensorFlow.js pads a pool by 'SAME' or not at all, and TensorFlow's 'SAME' pads an even picture below and to the right
     * alone. Other padding is a step of its own: exact for a maximum; a mean would count it, and is refused.
     */
    pool(op) {
      const padding = paddingOf(step);
      const isWord = typeof padding === 'string';
      const attr = {
        ksize: overImage(attributes.filterSize),
        strides: overImage(attributes.strides),
        padding: text(isWord ? padding : 'VALID'),
        data_format: text('NHWC'),
      };
      if (isWord) return { op, input: [input('x')], attr };
      if (op === 'AvgPool') throw unwritten(step, 'with padding');
      const name = `${step.output}/padded`;
      const value = number('lowest', lowest);
      const padded = [input('x'), paddingsOf(padding), value];
      const before: readonly GraphNode[] = [{ name, op: 'PadV2', input: padded, attr: { T: float } }];
      return { op, input: [name], attr, before };
    },

    reduction: (op, axes) => ({
      op,
      input: [input('x'), list(axes)],
      attr: { keep_dims: flag(attributes.keepDims === true) },
    }),

    product(op = step.shape.length === 2 ? 'MatMul' : 'BatchMatMulV2') {
      const [a, b] = [flag(attributes.transposeA === true), flag(attributes.transposeB === true)];
      const attr = op === 'BatchMatMulV2' ? { adj_x: a, adj_y: b } : { transpose_a: a, transpose_b: b };
      return { op, input: [input('a'), input('b')], attr };
    },

    pad() {
      const value = number('value', Number(attributes.constantValue));
      return { op: 'PadV2', input: [input('x'), paddingsOf(attributes.paddings as readonly Pair[]), value] };
    },

    stridedSlice() {
      const mask = (key: string) => integer(Number(attributes[key] ?? 0));
      return {
        op: 'StridedSlice',
        input: [input('x'), list('begin'), list('end'), list('strides')],
        attr: {
          begin_mask: mask('beginMask'),
          end_mask: mask('endMask'),
          ellipsis_mask: mask('ellipsisMask'),
          new_axis_mask: mask('newAxisMask'),
          shrink_axis_mask: mask('shrinkAxisMask'),
        },
      };
    },

    concat() {
      const parts = Object.keys(step.inputs).map(input);
      const axis = number('axis', Number(attributes.axis), 'int32');
      return { op: 'ConcatV2', input: [...parts, axis], attr: { N: integer(parts.length) } };
    },

    quantised() {
      const numbers = (key: string) => constantOf(step.inputs[key] ?? '')?.values ?? [];
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
      const { least, most } = attributes;
      const [low, high] = [number('least', Number(least)), number('most', Number(most))];
      const level = then('level', 'ClipByValue', whole, low, high);
      return { op: 'Mul', input: [then('centred', 'Sub', level, zero), number('scale', s)], before };
    },
  };
}

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

function convolutionAttributes(step: RecordedStep): NonNullable<GraphOperation['attr']> {
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

/** What TensorFlow calls the activations that its fused operations have. */
const activations: Readonly<Record<string, readonly string[]>> = {
  linear: [],
  relu: ['Relu'],
  relu6: ['Relu6'],
};

/** float32's lowest number: padding that no maximum is taken from. */
const lowest = -3.4028234663852886e38;
