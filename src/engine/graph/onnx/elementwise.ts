/**
 * Operations number by number: they leave the axes in the order in which they lie.
 */
import type { Lying } from '../../ops/writing.ts';
import type { RecordedStep } from '../recording.ts';
import { input } from './attributes.ts';
import type { GraphInProgress } from './graph.ts';
import { asOurs, type Order } from './order.ts';

/** Of one value, one operator after another. */
export function unary(step: RecordedStep, graph: GraphInProgress, operators: readonly string[]): void {
  const { name, order } = lying(step, graph);
  const before = operators.slice(0, -1);
  const last = before.reduce(
    (x, operator) => graph.emit(operator, [x], `${step.output}/${operator.toLowerCase()}`),
    name,
  );
  graph.emitFor(step, operators.at(-1) ?? 'Identity', [last], order);
}

/** Of two values; axes of length 1, and those that are missing in front, are stretched as in numpy. */
export function broadcast(step: RecordedStep, graph: GraphInProgress, operator: string): void {
  const operands = [input(step, 'a'), input(step, 'b')];
  const order = orderFor(operands, step.shape.length, graph);
  const read = operands.map((name) => graph.readBroadcast(name, order));
  graph.emitFor(step, operator, read, order);
}

/** The same value under another name; nothing is computed. */
export function same(step: RecordedStep, graph: GraphInProgress): void {
  const { name, order } = lying(step, graph);
  graph.put(step, name, order);
}

/** Along what is our last axis, wherever it lies. */
export function alongLast(step: RecordedStep, graph: GraphInProgress, operator: string): void {
  const { name, order } = lying(step, graph);
  graph.emitFor(step, operator, [name], order, { axis: { int: order.indexOf(order.length - 1) } });
}

/** An input of the step as it lies; the only one unless named. */
export function lying(
  step: RecordedStep,
  graph: GraphInProgress,
  key = Object.keys(step.inputs)[0] ?? 'x',
): Lying {
  const x = input(step, key);
  const order = graph.orderOf(x) ?? asOurs(graph.shapeOf(x).length);
  return { name: graph.read(x, order), order };
}

/** That of the first operand which has all axes and is no constant: constants and vectors are brought into it. */
export function orderFor(names: readonly string[], rank: number, graph: GraphInProgress): Order {
  const orders = names.map((name) => graph.orderOf(name));
  return orders.find((order) => order?.length === rank) ?? asOurs(rank);
}
