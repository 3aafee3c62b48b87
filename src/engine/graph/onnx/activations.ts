/**
 * What follows a convolution or a product in one of tfjs's fused kernels, and the same on its own.
 */
import type { OnnxAttributes } from '../../ops/writing.ts';
import type { RecordedStep } from '../recording.ts';
import type { GraphInProgress } from './graph.ts';
import type { Order } from './order.ts';

/** Of tfjs's fused kernels: those that networks here have. */
export type Activation = 'linear' | 'relu' | 'relu6';

/** Emits `operator` and the activation after it; the last of them gives the step's output. */
export function activated(
  step: RecordedStep,
  graph: GraphInProgress,
  activation: Activation,
  order: Order,
  operator: string,
  inputs: readonly string[],
  attributes: OnnxAttributes,
): void {
  if (activation === 'linear') {
    graph.emitFor(step, operator, inputs, order, attributes);
    return;
  }
  const before = graph.emit(operator, inputs, `${step.output}/before`, attributes);
  if (activation === 'relu') graph.emitFor(step, 'Relu', [before], order);
  else if (activation === 'relu6') clipped(step, graph, before, order, 0, 6);
  else throw new Error(`${step.kernel} was recorded with the activation ${String(activation)}.`);
}

/** min(max(x, low), high) */
export function clipped(
  step: RecordedStep,
  graph: GraphInProgress,
  x: string,
  order: Order,
  low: number,
  high: number,
): void {
  graph.emitFor(step, 'Clip', [x, graph.scalar(low), graph.scalar(high)], order);
}
