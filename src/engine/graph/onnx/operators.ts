/**
 * Steps as ONNX's operators. The ops' records say which (`ops/writing.ts`); here is what they say it with.
 */
import { ops } from '../../ops/catalogue.ts';
import type { Op } from '../../ops/op.ts';
import type { OnnxWriting } from '../../ops/writing.ts';
import type { RecordedStep } from '../recording.ts';
import { clipped } from './activations.ts';
import { convolution, pool } from './convolutions.ts';
import { alongLast, broadcast, lying, same, unary } from './elementwise.ts';
import type { GraphInProgress } from './graph.ts';
import { product } from './products.ts';
import { fakeQuantised } from './quantised.ts';
import { concat, pad, reduction, reshape, slice, stridedSlice, transpose } from './shapes.ts';

/** @throws Error where ONNX's operators are not known for the step's kernel */
export function translate(step: RecordedStep, graph: GraphInProgress, catalogue: readonly Op[] = ops): void {
  const written = catalogue.find(({ name }) => name === step.kernel)?.writers;
  if (!written) throw new Error(`No ONNX operator is known for tfjs's ${step.kernel}.`);
  written.onnx(writingOf(step, graph));
}

const writingOf = (step: RecordedStep, graph: GraphInProgress): OnnxWriting => ({
  step,
  lying: (key) => lying(step, graph, key),
  emit: (operator, inputs, part, attributes) =>
    graph.emit(operator, inputs, `${step.output}/${part}`, attributes),
  give: (operator, inputs, order, attributes) => graph.emitFor(step, operator, inputs, order, attributes),
  scalar: (value) => graph.scalar(value),

  unary: (...operators) => unary(step, graph, operators),
  broadcast: (operator) => broadcast(step, graph, operator),
  clip(low, high) {
    const { name, order } = lying(step, graph);
    clipped(step, graph, name, order, low, high);
  },
  same: () => same(step, graph),
  alongLast: (operator) => alongLast(step, graph, operator),
  reduction: (operator, axes) => reduction(step, graph, operator, axes),
  convolution: (filters) => convolution(step, graph, filters),
  pool: (operator) => pool(step, graph, operator),
  product: () => product(step, graph),
  reshape: () => reshape(step, graph),
  transpose: () => transpose(step, graph),
  pad: () => pad(step, graph),
  slice: () => slice(step, graph),
  stridedSlice: () => stridedSlice(step, graph),
  concat: () => concat(step, graph),
  quantised: () => fakeQuantised(step, graph),
});
