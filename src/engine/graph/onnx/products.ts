/**
 * Matrix products.
 */
import type { RecordedStep } from '../recording.ts';
import { type Activation, activated } from './activations.ts';
import { input } from './attributes.ts';
import type { GraphInProgress } from './graph.ts';
import { asOurs, type Order } from './order.ts';
import { readBias } from './quantised.ts';

/**
 * tfjs's `BatchMatMul` and `_FusedMatMul`. Matrices become ONNX's `Gemm`, with the weights as PyTorch keeps them: [out, in].
 */
export function product(step: RecordedStep, graph: GraphInProgress): void {
  const { attributes, inputs } = step;
  const rank = step.shape.length;
  const [a, b] = [input(step, 'a'), input(step, 'b')];
  const activation = (attributes.activation ?? 'linear') as Activation;
  const [turnA, turnB] = [attributes.transposeA === true, attributes.transposeB === true];
  if (rank === 2) {
    const isWeight = graph.isConstant(b);
    const from = [
      graph.read(a, turned(2, turnA)),
      graph.read(b, isWeight ? turned(2, !turnB) : turned(2, turnB)),
    ];
    if (inputs.bias) from.push(readBias(inputs.bias, { x: a, weight: b }, graph));
    activated(step, graph, activation, asOurs(2), 'Gemm', from, { transB: { int: isWeight ? 1 : 0 } });
    return;
  }
  const from = [
    graph.read(a, turned(graph.shapeOf(a).length, turnA)),
    graph.read(b, turned(graph.shapeOf(b).length, turnB)),
  ];
  if (!inputs.bias) {
    activated(step, graph, activation, asOurs(rank), 'MatMul', from, {});
    return;
  }
  const unbiased = graph.emit('MatMul', from, `${step.output}/product`);
  const sum = [unbiased, graph.read(inputs.bias, asOurs(1))];
  activated(step, graph, activation, asOurs(rank), 'Add', sum, {});
}

/** As ours, the last two axes exchanged where asked. */
function turned(rank: number, turn: boolean): Order {
  const order = asOurs(rank);
  return turn ? [...order.slice(0, -2), rank - 1, rank - 2] : order;
}
