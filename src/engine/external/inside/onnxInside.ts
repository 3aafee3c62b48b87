/**
 * What is inside a network in an ONNX file.
 */
import { runOnce } from '../onnx/onnxExternal.ts';
import type { ModelConstant, ModelNode, OnnxModel } from '../onnx/readModel.ts';
import { trainedTypes, widths } from '../onnx/sizes.ts';
import type { ForeignConstant, ForeignGraph, ForeignNode } from './foreignGraph.ts';
import { type ForeignInside, foreignInside } from './foreignInside.ts';

/**
 * @param bytes the whole file
 * @param name the file's, for what is said of it
 * @param imageSize height and width of the images where the network takes any
 * @throws ProblemError `weights-invalid`
 */
export async function insideOfOnnx(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  imageSize: number,
): Promise<ForeignInside> {
  const { model, shapes } = await runOnce(bytes, name, imageSize);
  return foreignInside(graphOf(model, shapes));
}

function graphOf(model: OnnxModel, shapes: ReadonlyMap<string, readonly number[]>): ForeignGraph {
  const statistics = new Set(
    model.nodes.flatMap(({ operator, inputs }) =>
      operator === 'BatchNormalization' ? inputs.slice(3, 5) : [],
    ),
  );
  // A matrix from the right stands as [in, out].
  const turned = new Set(model.nodes.flatMap((node) => (takesTurned(node) ? node.inputs.slice(1, 2) : [])));
  return {
    nodes: model.nodes.map(nodeOf),
    constants: new Map(
      [...model.constants].map(([name, constant]) => [
        name,
        constantOf(name, constant, !statistics.has(name), turned.has(name)),
      ]),
    ),
    shapes: new Map([...shapes].map(([value, [, ...lengths]]) => [value, lengths])),
  };
}

const takesTurned = (node: ModelNode) =>
  node.operator === 'MatMul' || (node.operator === 'Gemm' && node.integers('transB').at(-1) !== 1);

function nodeOf(node: ModelNode): ForeignNode {
  const [kernel, stride] = ['kernel_shape', 'strides'].map((name) => node.integers(name)[0]);
  const { name, operator, inputs, outputs } = node;
  return { name: name || (outputs[0] ?? ''), operator, inputs, outputs, kernel, stride };
}

function constantOf(
  name: string,
  constant: ModelConstant,
  isWeight: boolean,
  isTurned: boolean,
): ForeignConstant {
  const { type, shape } = constant;
  return {
    name,
    shape: isTurned && shape.length === 2 ? shape.toReversed() : shape,
    bits: 8 * (widths[type] ?? 1),
    isTrained: isWeight && shape.length > 0 && trainedTypes.has(type),
    values: () => constant.numbers(),
  };
}
