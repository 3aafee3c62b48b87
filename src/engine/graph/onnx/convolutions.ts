/**
 * Convolutions and pools: what looks at windows of a picture.
 */
import type { OnnxAttributes } from '../../ops/writing.ts';
import type { RecordedStep } from '../recording.ts';
import { type Activation, activated } from './activations.ts';
import { input, listOf } from './attributes.ts';
import type { GraphInProgress } from './graph.ts';
import { channelsFirst, type Order } from './order.ts';
import { readBias } from './quantised.ts';

/** [kh, kw, in, out] to [out, in, kh, kw] */
const denseFilter: Order = [3, 2, 0, 1];
/** [kh, kw, C, 1] to [C, 1, kh, kw] */
const depthwiseFilter: Order = [2, 3, 0, 1];

/** With a bias and an activation, where the step has them; a depthwise one has as many groups as channels. */
export function convolution(
  step: RecordedStep,
  graph: GraphInProgress,
  filters: 'dense' | 'depthwise',
): void {
  if (filters === 'dense') {
    convolve(step, graph, denseFilter, 1);
    return;
  }
  const [, , channels = 0, multiplier] = graph.shapeOf(input(step, 'filter'));
  if (multiplier !== 1) throw new Error('A depthwise filter has more than one output for a channel.');
  convolve(step, graph, depthwiseFilter, channels);
}

function convolve(step: RecordedStep, graph: GraphInProgress, filterOrder: Order, group: number): void {
  const { attributes, inputs } = step;
  if ((attributes.dataFormat ?? 'NHWC') !== 'NHWC') throw new Error('A convolution is not channels-last.');
  const filter = input(step, 'filter');
  const [height = 0, width = 0] = graph.shapeOf(filter);
  const from = [graph.read(input(step, 'x'), channelsFirst), graph.read(filter, filterOrder)];
  if (inputs.bias) from.push(readBias(inputs.bias, { x: input(step, 'x'), weight: filter }, graph));
  activated(step, graph, (attributes.activation ?? 'linear') as Activation, channelsFirst, 'Conv', from, {
    kernel_shape: { ints: [height, width] },
    strides: { ints: pairOf(attributes.strides) },
    dilations: { ints: pairOf(attributes.dilations) },
    group: { int: group },
    ...paddingOf(attributes.pad),
  });
}

/** What pads is below every number to a maximum, and not counted by a mean, in tfjs as in ONNX. */
export function pool(step: RecordedStep, graph: GraphInProgress, operator: string): void {
  const { filterSize, strides, pad, dimRoundingMode = 'floor' } = step.attributes;
  if (dimRoundingMode === 'round') throw new Error('A pool rounds its size to the nearest.');
  graph.emitFor(step, operator, [graph.read(input(step, 'x'), channelsFirst)], channelsFirst, {
    kernel_shape: { ints: pairOf(filterSize) },
    strides: { ints: pairOf(strides) },
    ceil_mode: { int: dimRoundingMode === 'ceil' ? 1 : 0 },
    ...paddingOf(pad),
  });
}

/** Rows and columns: a number is for both. */
function pairOf(value: unknown): readonly number[] {
  if (value === undefined) return [1, 1];
  return typeof value === 'number' ? [value, value] : listOf(value);
}

/** tfjs's `pad`: `valid`, `same`, a number for all four sides, or [[0, 0], [top, bottom], [left, right], [0, 0]]. */
function paddingOf(pad: unknown): OnnxAttributes {
  // TensorFlow's puts what is odd below and to the right.
  if (pad === 'same') return { auto_pad: { string: 'SAME_UPPER' } };
  if (pad === 'valid' || pad === 0) return {};
  if (typeof pad === 'number') return { pads: { ints: [pad, pad, pad, pad] } };
  if (!Array.isArray(pad)) throw new Error(`Padding of an unknown kind: ${String(pad)}.`);
  const [, rows, columns] = pad as readonly (readonly [number, number])[];
  if (!rows || !columns) throw new Error('Padding without rows or columns.');
  return { pads: { ints: [rows[0], columns[0], rows[1], columns[1]] } };
}
