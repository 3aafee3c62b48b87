/**
 * With what an operation's record says how it is written in other formats. The exporters implement these interfaces and load when
 * something is exported, so that a record has no more than a line for each format.
 */

/** One operation that ran. */
export interface RecordedStep {
  /** The kernel's name: `Conv2D`, `Relu`, … */
  readonly kernel: string;
  /** The kernel's input names (`x`, `filter`, …; list inputs as `0`, `1`, …) to names of values. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly output: string;
  /** Of the output. The batch's axis is −1, as are height and width where any will do. */
  readonly shape: readonly number[];
  /** The part of the network that ran it, where that is told. */
  readonly part?: string;
}

/** How an operation is written: in all formats or in none. */
export interface Writers {
  /** Adds the step's nodes to the ONNX graph. */
  readonly onnx: (to: OnnxWriting) => void;
  /** The operation of TensorFlow's that it is. */
  readonly graph: (to: GraphWriting) => GraphOperation;
}

/** An ONNX graph at one step of the recording. */
export interface OnnxWriting {
  readonly step: RecordedStep;
  /** The ONNX value of an input, with its axes in the order in which they lie. @throws Error where the step has no such input. */
  lying(key: string): Lying;
  /** Adds a node that is not the step's last. @returns the name of its output. */
  emit(operator: string, inputs: readonly string[], part: string, attributes?: OnnxAttributes): string;
  /** Adds the node that gives the step's output, its axes in `order`. */
  give(
    operator: string,
    inputs: readonly string[],
    order: readonly number[],
    attributes?: OnnxAttributes,
  ): void;
  /** @returns the name of a constant number, []. */
  scalar(value: number): string;

  /** Operators on each number of the only input, one after another. */
  unary(...operators: readonly string[]): void;
  /** Of `a` and `b`, stretched as in numpy. */
  broadcast(operator: string): void;
  /** min(max(x, low), high) */
  clip(low: number, high: number): void;
  /** The input under another name: nothing is computed. */
  same(): void;
  /** Along the last axis of the only input. */
  alongLast(operator: string): void;
  /** Over the axes that the attribute `axes` has. */
  reduction(operator: 'ReduceMean' | 'ReduceSum' | 'ReduceMax', axes: string): void;
  convolution(filters: 'dense' | 'depthwise'): void;
  pool(operator: 'MaxPool' | 'AveragePool'): void;
  product(): void;
  reshape(): void;
  transpose(): void;
  pad(): void;
  slice(): void;
  stridedSlice(): void;
  concat(): void;
  /** On a grid of whole numbers and back. */
  quantised(): void;
}

/** An ONNX value and the order of its axes: for each of them the axis of ours that it is. */
export interface Lying {
  readonly name: string;
  readonly order: readonly number[];
}

/** Whole numbers are `int`, whatever their value; lists are `ints`. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string };

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>;

/** A TensorFlow graph at one step of the recording. */
export interface GraphWriting {
  readonly step: RecordedStep;
  /** The name of an input's value. @throws Error where the step has no such input. */
  input(key: string): string;
  /** Makes a constant number `<step>/<part>`. @returns its name. */
  number(part: string, value: number, type?: 'float32' | 'int32'): string;
  /** Makes a constant of an attribute that has a number for each axis. @returns its name. */
  list(key: string): string;

  /** Of inputs alone, in this order. */
  plain(op: string, ...keys: readonly string[]): GraphOperation;
  convolution(op: string): GraphOperation;
  /** The same with the bias and the activation of the step. */
  fused(plain: GraphOperation): GraphOperation;
  pool(op: 'MaxPool' | 'AvgPool'): GraphOperation;
  /** Over the axes that the attribute `axes` has. */
  reduction(op: string, axes: string): GraphOperation;
  /** `MatMul` of matrices and `BatchMatMulV2` of stacks of them unless named. */
  product(op?: string): GraphOperation;
  pad(): GraphOperation;
  stridedSlice(): GraphOperation;
  concat(): GraphOperation;
  /** On a grid of whole numbers and back. */
  quantised(): GraphOperation;
}

/** What an operation is beside its name and the type of its numbers. */
export interface GraphOperation {
  readonly op: string;
  /** Names of nodes. */
  readonly input: readonly string[];
  readonly attr?: Readonly<Record<string, AttributeValue>>;
  /** Nodes that stand before it. */
  readonly before?: readonly GraphNode[];
}

/**
 * A node of a TensorFlow graph as JSON: protobuf's `NodeDef` and `AttrValue`, with 64-bit integers as text and
 * bytes in base64, as protobuf's JSON form has them.
 */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Names of nodes. */
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttributeValue>>;
}

export type GraphType = 'DT_FLOAT' | 'DT_INT32';

export interface TensorShape {
  readonly dim: readonly { readonly size: string }[];
}

export type AttributeValue =
  | { readonly s: string }
  | { readonly i: string }
  | { readonly b: boolean }
  | { readonly type: GraphType }
  | { readonly shape: TensorShape }
  | { readonly tensor: { readonly dtype: GraphType; readonly tensorShape: TensorShape } }
  | { readonly list: { readonly i?: readonly string[]; readonly s?: readonly string[] } };
