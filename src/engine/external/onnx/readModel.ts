/**
 * What an ONNX file says of its network: the graph without the weights' numbers. Field numbers are onnx.proto's
 * (github.com/onnx/onnx).
 */
import { halfToFloat } from '../../../base/halves.ts';
import { bfloat16ToFloat } from '../../weights/halfPrecision.ts';
import { Malformed, Message } from './wire.ts';

export interface OnnxModel {
  readonly metadata: Readonly<Record<string, string>>;
  /** Each after those whose outputs it takes. */
  readonly nodes: readonly ModelNode[];
  /** Weights and other constants by name, those of `Constant` nodes among them. */
  readonly constants: ReadonlyMap<string, ModelConstant>;
  /** What has to be given: constants, which older files list as well, are left out. */
  readonly inputs: readonly ModelValue[];
  readonly outputs: readonly ModelValue[];
}

export interface ModelNode {
  readonly name: string;
  readonly operator: string;
  /** Empty where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The whole numbers of an attribute; none where it has no such. */
  integers(attribute: string): readonly number[];
}

export interface ModelConstant {
  readonly shape: readonly number[];
  /** `TensorProto.DataType` */
  readonly type: number;
  /** Whether its numbers lie in another file. */
  readonly isElsewhere: boolean;
  /** As float32; undefined where they are whole numbers, or written in a way that weights are not. */
  numbers(): Float32Array | undefined;
}

export interface ModelValue {
  readonly name: string;
  /** `TensorProto.DataType`; 0 where it is no tensor, or not said. */
  readonly type: number;
  /** Undefined where not said; a length is undefined where any will do. */
  readonly shape: readonly (number | undefined)[] | undefined;
}

/** @throws Malformed where the bytes are no ONNX model, or cut off. */
export function readModel(bytes: Uint8Array): OnnxModel {
  const model = new Message(bytes);
  const graphs = model.bytes(7);
  const [first] = graphs;
  // Any bytes may look like a message by chance; a model has a version, operators and one graph.
  if (!first || graphs.length > 1) throw new Malformed('it has no graph, or several');
  if (model.whole(1) === undefined || model.bytes(8).length === 0) throw new Malformed('it has no version');
  const graph = new Message(first);
  const nodeMessages = graph.messages(1);
  if (nodeMessages.length === 0) throw new Malformed('its graph is empty');
  const constants = new Map([
    ...graph.messages(5).map((tensor) => [tensor.text(8), readConstant(tensor)] as const),
    ...nodeMessages.flatMap(constantOf),
  ]);
  return {
    metadata: Object.fromEntries(model.messages(14).map((entry) => [entry.text(1), entry.text(2)])),
    nodes: nodeMessages.map((node) => ({
      name: node.text(3),
      operator: node.text(4),
      inputs: node.texts(1),
      outputs: node.texts(2),
      integers: (attribute) => integersOf(node, attribute),
    })),
    constants,
    inputs: graph
      .messages(11)
      .map(readValue)
      .filter(({ name }) => !constants.has(name)),
    outputs: graph.messages(12).map(readValue),
  };
}

/** `TensorProto` without its numbers. */
function readConstant(tensor: Message): ModelConstant {
  const shape = tensor.wholes(1);
  if (shape.some((length) => !Number.isSafeInteger(length) || length < 0)) {
    throw new Malformed('a tensor has no sensible shape');
  }
  const type = tensor.whole(2) ?? 0;
  return { shape, type, isElsewhere: tensor.whole(14) === 1, numbers: () => numbersOf(tensor, type) };
}

/** How a floating-point number of each `TensorProto.DataType` is read from `raw_data`. */
const floats: Readonly<Record<number, { bytes: number; read: (view: DataView, at: number) => number }>> = {
  1: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  10: { bytes: 2, read: (view, at) => halfToFloat(view.getUint16(at, true)) },
  11: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  16: { bytes: 2, read: (view, at) => bfloat16ToFloat(view.getUint16(at, true)) },
};

/** `raw_data`, or `float_data` where its numbers are packed. */
function numbersOf(tensor: Message, type: number): Float32Array | undefined {
  const float = floats[type];
  const raw = tensor.bytes(9).at(-1);
  const bytes = raw ?? (type === 1 && tensor.isPacked(4) ? tensor.bytes(4).at(-1) : undefined);
  if (!float || !bytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.length / float.bytes);
  return Float32Array.from({ length: count }, (_, i) => float.read(view, i * float.bytes));
}

/** `i` or `ints` of an attribute. */
function integersOf(node: Message, name: string): readonly number[] {
  const attribute = node.messages(5).find((one) => one.text(1) === name);
  return attribute ? [...attribute.wholes(3), ...attribute.wholes(8)] : [];
}

/** What a `Constant` node gives, where it is a tensor. */
function constantOf(node: Message): readonly (readonly [string, ModelConstant])[] {
  const [output] = node.texts(2);
  if (node.text(4) !== 'Constant' || output === undefined) return [];
  const value = node.messages(5).find((attribute) => attribute.text(1) === 'value');
  const tensor = value?.message(5);
  return tensor ? [[output, readConstant(tensor)]] : [];
}

/** `ValueInfoProto` */
function readValue(value: Message): ModelValue {
  const tensor = value.message(2)?.message(1);
  const dimensions = tensor?.message(2)?.messages(1);
  return {
    name: value.text(1),
    type: tensor?.whole(1) ?? 0,
    // A length below 1 is what some exporters write for any.
    shape: dimensions?.map((dimension) => {
      const length = dimension.whole(1);
      return length !== undefined && length > 0 ? length : undefined;
    }),
  };
}
