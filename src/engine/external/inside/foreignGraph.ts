/**
 * A network of other software, read as a graph: what each of its nodes takes, and the constants among that.
 */

export interface ForeignNode {
  /** As its file names it. */
  readonly name: string;
  /** As its software calls it: `Conv`, `DepthwiseConv2dNative`, `Dense`. */
  readonly operator: string;
  /** Names of values; an empty one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** How far a window moves, and its height and width where no weight says it. */
  readonly stride?: number | undefined;
  readonly kernel?: number | undefined;
  /** Activations that are computed in the same step. */
  readonly followedBy?: readonly ('relu' | 'relu6')[];
}

export interface ForeignConstant {
  readonly name: string;
  /** As PyTorch orders a weight's axes: [out, in, kh, kw], [out, in] or [C]. */
  readonly shape: readonly number[];
  /** Of a number in the file. */
  readonly bits: number;
  /** Training moved it: no shape, axis or running statistic. */
  readonly isTrained: boolean;
  /** As float32; undefined where they are kept in a way that is not read. */
  readonly values?: (() => ArrayLike<number> | undefined) | undefined;
}

export interface ForeignGraph {
  /** Each after those whose outputs it takes. */
  readonly nodes: readonly ForeignNode[];
  readonly constants: ReadonlyMap<string, ForeignConstant>;
  /** Of one image, [C, H, W] or [K], by the value's name; what is not there is not known. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

export const lengthOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** Hand on what they are given. */
const passing = /^(Identity|Dropout|StopGradient|NoOp|InputLayer|Placeholder|PlaceholderWithDefault)$/;

/** What a graph computes from the images, without what is computed of constants alone. */
export interface ReadGraph {
  readonly nodes: readonly ForeignNode[];
  /** The values that a node takes, each behind nodes that hand on what they are given; no constants. */
  inputsOf(node: ForeignNode): readonly string[];
  /** The constants that a node takes, also those that are unpacked or turned on the way. */
  constantsOf(node: ForeignNode): readonly ForeignConstant[];
}

export function readGraph({ nodes, constants }: ForeignGraph): ReadGraph {
  const found = new Map<string, readonly ForeignConstant[]>(
    [...constants].map(([name, constant]) => [name, [constant]]),
  );
  const same = new Map<string, string>();
  const source = (name: string): string => same.get(name) ?? name;
  const kept: ForeignNode[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.filter((name) => name !== '');
    if (inputs.length > 0 && inputs.every((name) => found.has(name))) {
      const made = inputs.flatMap((name) => found.get(name) ?? []);
      for (const name of node.outputs) found.set(name, made);
    } else if (node.operator === 'Constant' || node.operator === 'Const') {
      for (const name of node.outputs) if (!found.has(name)) found.set(name, []);
    } else if (passing.test(node.operator)) {
      for (const name of node.outputs) same.set(name, source(inputs[0] ?? name));
    } else kept.push(node);
  }
  return {
    nodes: kept,
    inputsOf: ({ inputs }) => inputs.filter((name) => name !== '' && !found.has(name)).map(source),
    constantsOf: ({ inputs }) => inputs.flatMap((name) => found.get(name) ?? []),
  };
}
