/**
 * Operations number by number: they leave the axes in the order in which they lie.
 */
import type { RecordedStep } from '../recording.ts';
import { clipped } from './activations.ts';
import { input } from './attributes.ts';
import type { GraphInProgress } from './graph.ts';
import { asOurs, type Order } from './order.ts';

type Translate = (step: RecordedStep, graph: GraphInProgress) => void;

/** Of one value. */
export const unary =
  (operator: string): Translate =>
  (step, graph) => {
    const { name, order } = lying(step, graph);
    graph.emitFor(step, operator, [name], order);
  };

/** Of two values or more; axes of length 1, and those that are missing in front, are stretched as in numpy. */
export const broadcast =
  (operator: string): Translate =>
  (step, graph) => {
    const operands = [input(step, 'a'), input(step, 'b')];
    const order = orderFor(operands, step.shape.length, graph);
    const read = operands.map((name) => graph.readBroadcast(name, order));
    graph.emitFor(step, operator, read, order);
  };

/** tfjs's `ClipByValue` */
export const clip: Translate = (step, graph) => {
  const { name, order } = lying(step, graph);
  const { clipValueMin, clipValueMax } = step.attributes;
  clipped(step, graph, name, order, Number(clipValueMin), Number(clipValueMax));
};

/** tfjs's `Relu6` */
export const relu6: Translate = (step, graph) => {
  const { name, order } = lying(step, graph);
  clipped(step, graph, name, order, 0, 6);
};

/** 1 / √x */
export const rsqrt: Translate = (step, graph) => {
  const { name, order } = lying(step, graph);
  graph.emitFor(step, 'Reciprocal', [graph.emit('Sqrt', [name], `${step.output}/root`)], order);
};

/** The same value under another name; nothing is computed. */
export const identity: Translate = (step, graph) => {
  const { name, order } = lying(step, graph);
  graph.put(step, name, order);
};

/** The step's `x` as it lies. */
export function lying(
  step: RecordedStep,
  graph: GraphInProgress,
): { readonly name: string; readonly order: Order } {
  const x = input(step, 'x');
  const order = graph.orderOf(x) ?? asOurs(graph.shapeOf(x).length);
  return { name: graph.read(x, order), order };
}

/** That of the first operand which has all axes and is no constant: constants and vectors are brought into it. */
export function orderFor(names: readonly string[], rank: number, graph: GraphInProgress): Order {
  const orders = names.map((name) => graph.orderOf(name));
  return orders.find((order) => order?.length === rank) ?? asOurs(rank);
}
