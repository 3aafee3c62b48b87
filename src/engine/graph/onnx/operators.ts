/**
 * tfjs's kernels as ONNX's operators. A new one is a function beside these and a line here.
 */
import { fakeQuantiseName } from '../../ops/fakeQuantise/fakeQuantise.ts';
import type { RecordedStep } from '../recording.ts';
import { avgPool, conv, depthwiseConv, maxPool } from './convolutions.ts';
import { broadcast, clip, identity, relu6, rsqrt, unary } from './elementwise.ts';
import type { GraphInProgress } from './graph.ts';
import { product } from './products.ts';
import { fakeQuantised } from './quantised.ts';
import { concat, mean, pad, reshape, slice, stridedSlice, transpose } from './shapes.ts';

const operators: ReadonlyMap<string, (step: RecordedStep, graph: GraphInProgress) => void> = new Map([
  ['Conv2D', conv],
  ['FusedConv2D', conv],
  ['DepthwiseConv2dNative', depthwiseConv],
  ['FusedDepthwiseConv2D', depthwiseConv],
  ['MaxPool', maxPool],
  ['AvgPool', avgPool],
  ['BatchMatMul', product],
  ['_FusedMatMul', product],
  ['Add', broadcast('Add')],
  ['Sub', broadcast('Sub')],
  ['Multiply', broadcast('Mul')],
  ['RealDiv', broadcast('Div')],
  ['Minimum', broadcast('Min')],
  ['Maximum', broadcast('Max')],
  ['Relu', unary('Relu')],
  ['Relu6', relu6],
  ['ClipByValue', clip],
  ['Rsqrt', rsqrt],
  ['Identity', identity],
  ['Reshape', reshape],
  ['Transpose', transpose],
  ['Mean', mean],
  ['PadV2', pad],
  ['Slice', slice],
  ['StridedSlice', stridedSlice],
  ['Concat', concat],
  [fakeQuantiseName, fakeQuantised],
]);

/** @throws Error where ONNX's operators are not known for the step's kernel */
export function translate(step: RecordedStep, graph: GraphInProgress): void {
  const operator = operators.get(step.kernel);
  if (!operator) throw new Error(`No ONNX operator is known for tfjs's ${step.kernel}.`);
  operator(step, graph);
}
