/**
 * The messages of onnx.proto (github.com/onnx/onnx, IR version 8) that a network needs, with their field numbers.
 */
import type { OnnxAttribute, OnnxAttributes } from '../../ops/writing.ts';
import { bytes, type Encoded, float, message, nested, string, whole, wholes } from './protobuf.ts';

/** `TensorProto.DataType` */
const dataTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;

/** `AttributeProto.AttributeType` */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** IR version 8 came with operator set 15 and holds 17 (onnx 1.12, 2022): every runtime of today reads it. */
const irVersion = 8;
const operatorSet = 17;

export interface OnnxNode {
  readonly operator: string;
  /** An empty name stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: OnnxAttributes;
}

export interface Initialiser {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row by row; `BigInt64Array` for shapes and axes. */
  readonly values: Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;
}

/** A float32 tensor at the graph's border; a length that any number fits has a name. */
export interface Border {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  /** Each after those whose outputs it takes. */
  readonly nodes: readonly OnnxNode[];
  readonly initialisers: readonly Initialiser[];
  readonly inputs: readonly Border[];
  readonly outputs: readonly Border[];
}

/** `ModelProto` */
export function modelProto(
  graph: OnnxGraph,
  { producer, metadata }: { readonly producer: string; readonly metadata: Readonly<Record<string, string>> },
): Encoded {
  return message(
    whole(1, irVersion),
    string(2, producer),
    nested(7, graphProto(graph)),
    // OperatorSetIdProto; no domain is ONNX's own.
    nested(8, message(string(1, ''), whole(2, operatorSet))),
    ...Object.entries(metadata).map(([key, value]) => nested(14, message(string(1, key), string(2, value)))),
  );
}

function graphProto({ name, nodes, initialisers, inputs, outputs }: OnnxGraph): Encoded {
  return message(
    ...nodes.map((node) => nested(1, nodeProto(node))),
    string(2, name),
    ...initialisers.map((initialiser) => nested(5, tensorProto(initialiser))),
    ...inputs.map((input) => nested(11, valueInfoProto(input))),
    ...outputs.map((output) => nested(12, valueInfoProto(output))),
  );
}

function nodeProto({ operator, inputs, output, attributes = {} }: OnnxNode): Encoded {
  return message(
    ...inputs.map((name) => string(1, name)),
    string(2, output),
    // A node's name is free; the value that it makes tells it apart.
    string(3, output),
    string(4, operator),
    ...Object.entries(attributes).map(([name, value]) => nested(5, attributeProto(name, value))),
  );
}

function attributeProto(name: string, value: OnnxAttribute): Encoded {
  const [type, content] =
    'int' in value
      ? [attributeTypes.int, whole(3, value.int)]
      : 'float' in value
        ? [attributeTypes.float, float(2, value.float)]
        : 'ints' in value
          ? [attributeTypes.ints, wholes(8, value.ints)]
          : [attributeTypes.string, string(4, value.string)];
  return message(string(1, name), content, whole(20, type));
}

function tensorProto({ name, shape, values }: Initialiser): Encoded {
  const type = dataTypes[typeOf(values)];
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(wholes(1, shape), whole(2, type), string(8, name), bytes(9, raw));
}

function typeOf(values: Initialiser['values']): keyof typeof dataTypes {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Int32Array) return 'int32';
  if (values instanceof Int8Array) return 'int8';
  return values instanceof Uint8Array ? 'uint8' : 'int64';
}

function valueInfoProto({ name, shape }: Border): Encoded {
  const dimensions = shape.map((length) =>
    nested(1, typeof length === 'number' ? whole(1, length) : string(2, length)),
  );
  // TypeProto.Tensor in TypeProto
  const tensor = message(whole(1, dataTypes.float32), nested(2, message(...dimensions)));
  return message(string(1, name), nested(2, nested(1, tensor)));
}
