/**
 * Operations that move, cut or gather axes.
 */
import type { RecordedStep } from '../recording.ts';
import { axesOf, input, listOf } from './attributes.ts';
import { orderFor } from './elementwise.ts';
import type { GraphInProgress } from './graph.ts';
import { asOurs, channelsFirst, isSame, laid, liesAsOurs, type Order } from './order.ts';

/** To the end, however long the axis is. */
const toTheEnd = 2n ** 63n - 1n;

export function reshape(step: RecordedStep, graph: GraphInProgress): void {
  const x = input(step, 'x');
  const from = graph.shapeOf(x);
  const lying = graph.orderOf(x) ?? asOurs(from.length);
  const order = liesAsOurs(lying, from) ? lying : asOurs(from.length);
  const { shape } = step;
  // Channels first where that costs nothing: a convolution may follow.
  const after = shape.length === 4 && liesAsOurs(channelsFirst, shape) ? channelsFirst : asOurs(shape.length);
  const lengths = laid(after, shape);
  if (lengths.filter((length) => length === -1).length > 1) {
    throw new Error(`A reshape to [${shape}] leaves more than one axis open.`);
  }
  const target = graph.integers(`${step.output}/shape`, lengths);
  graph.emitFor(step, 'Reshape', [graph.read(x, order), target], after);
}

/** Nothing moves: the axes of what is there are renamed. */
export function transpose(step: RecordedStep, graph: GraphInProgress): void {
  const x = input(step, 'x');
  const perm = listOf(step.attributes.perm);
  const order = graph.orderOf(x) ?? asOurs(perm.length);
  graph.put(
    step,
    graph.read(x, order),
    order.map((axis) => perm.indexOf(axis)),
  );
}

/** Over the axes that an attribute has, all where it has none. */
export function reduction(
  step: RecordedStep,
  graph: GraphInProgress,
  operator: 'ReduceMean' | 'ReduceSum' | 'ReduceMax',
  attribute: string,
): void {
  const x = input(step, 'x');
  const rank = graph.shapeOf(x).length;
  const order = graph.orderOf(x) ?? asOurs(rank);
  const { [attribute]: axis, keepDims } = step.attributes;
  const axes = axis === undefined || axis === null ? asOurs(rank) : axesOf(axis, rank);
  const kept = keepDims === true;
  const left = asOurs(rank).filter((one) => !axes.includes(one));
  const after: Order = kept
    ? order
    : order.filter((one) => left.includes(one)).map((one) => left.indexOf(one));
  const isOverPicture =
    operator === 'ReduceMean' && isSame(order, channelsFirst) && isSame([...axes].sort(), [1, 2]);
  if (isOverPicture && kept) {
    graph.emitFor(step, 'GlobalAveragePool', [graph.read(x, order)], after);
  } else if (isOverPicture) {
    const pooled = graph.emit('GlobalAveragePool', [graph.read(x, order)], `${step.output}/pooled`);
    graph.emitFor(step, 'Flatten', [pooled], after, { axis: { int: 1 } });
  } else {
    const places = order.flatMap((one, i) => (axes.includes(one) ? [i] : []));
    const keepdims = { int: kept ? 1 : 0 };
    const read = graph.read(x, order);
    // In operator set 17 the axes of a sum are an input already, those of the others an attribute still.
    if (operator === 'ReduceSum') {
      const over = graph.integers(`${step.output}/axes`, places);
      graph.emitFor(step, operator, [read, over], after, { keepdims });
    } else graph.emitFor(step, operator, [read], after, { axes: { ints: places }, keepdims });
  }
}

/** tfjs's `PadV2` */
export function pad(step: RecordedStep, graph: GraphInProgress): void {
  const x = input(step, 'x');
  const paddings = step.attributes.paddings as readonly (readonly [number, number])[];
  const order = graph.orderOf(x) ?? asOurs(paddings.length);
  const lengths = laid(order, paddings);
  const pads = graph.integers(`${step.output}/pads`, [
    ...lengths.map(([before]) => before),
    ...lengths.map(([, behind]) => behind),
  ]);
  const value = graph.scalar(Number(step.attributes.constantValue ?? 0));
  graph.emitFor(step, 'Pad', [graph.read(x, order), pads, value], order);
}

interface Cut {
  readonly start: number;
  readonly end: number | bigint;
  readonly stride: number;
}

/** tfjs's `Slice`: a size of −1 goes to the end. */
export function slice(step: RecordedStep, graph: GraphInProgress): void {
  const begin = listOf(step.attributes.begin);
  const size = listOf(step.attributes.size);
  const cuts = begin.map((start, axis): Cut => {
    const length = step.shape[axis] === -1 ? -1 : (size[axis] ?? -1);
    return { start, end: length === -1 ? toTheEnd : start + length, stride: 1 };
  });
  cut(step, graph, cuts);
}

/** tfjs's `StridedSlice` */
export function stridedSlice(step: RecordedStep, graph: GraphInProgress): void {
  const { attributes } = step;
  const [begin, end, strides] = [
    listOf(attributes.begin),
    listOf(attributes.end),
    listOf(attributes.strides),
  ];
  const mask = (name: string) => Number(attributes[name] ?? 0);
  const hasOtherMasks = ['ellipsisMask', 'newAxisMask', 'shrinkAxisMask'].some((name) => mask(name) !== 0);
  if (hasOtherMasks || strides.some((stride) => stride < 1)) {
    throw new Error('A strided slice of another kind than [begin:end:stride].');
  }
  const isMasked = (name: string, axis: number) => ((mask(name) >> axis) & 1) === 1;
  const cuts = strides.map((stride, axis): Cut => {
    const isOpen = isMasked('endMask', axis) || step.shape[axis] === -1;
    return {
      start: isMasked('beginMask', axis) ? 0 : (begin[axis] ?? 0),
      end: isOpen ? toTheEnd : (end[axis] ?? 0),
      stride,
    };
  });
  cut(step, graph, cuts);
}

function cut(step: RecordedStep, graph: GraphInProgress, cuts: readonly Cut[]): void {
  const x = input(step, 'x');
  const shape = graph.shapeOf(x);
  const order = graph.orderOf(x) ?? asOurs(shape.length);
  const cutAxes = cuts.flatMap(({ start, end, stride }, axis) => {
    const isWhole = start === 0 && stride === 1 && (end === toTheEnd || end === shape[axis]);
    return isWhole ? [] : [{ start, end, stride, place: order.indexOf(axis) }];
  });
  const list = (name: string, values: readonly (number | bigint)[]) =>
    graph.integers(`${step.output}/${name}`, values);
  graph.emitFor(
    step,
    'Slice',
    [
      graph.read(x, order),
      list(
        'starts',
        cutAxes.map(({ start }) => start),
      ),
      list(
        'ends',
        cutAxes.map(({ end }) => end),
      ),
      list(
        'axes',
        cutAxes.map(({ place }) => place),
      ),
      list(
        'steps',
        cutAxes.map(({ stride }) => stride),
      ),
    ],
    order,
  );
}

/** tfjs's `Concat`, whose inputs are `0`, `1`, … */
export function concat(step: RecordedStep, graph: GraphInProgress): void {
  const rank = step.shape.length;
  const names = Object.keys(step.inputs).map((_, i) => input(step, String(i)));
  const order = orderFor(names, rank, graph);
  const [axis = 0] = axesOf(step.attributes.axis, rank);
  const read = names.map((name) => graph.read(name, order));
  graph.emitFor(step, 'Concat', read, order, { axis: { int: order.indexOf(axis) } });
}
