/**
 * The two ends of a GraphModel, told from its nodes: the softmax, what the last dense layers see, and what is done to
 * pixels first. Shapes are not in the file: who asks must still look at what comes out.
 */

/** As `GraphDef` has it, in JSON. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Names of nodes, some with `:` and an output's number; `^` marks what must only run before. */
  readonly input?: readonly string[];
  readonly attr?: object | undefined;
}

export type Graph = ReadonlyMap<string, GraphNode>;

export interface GraphTail {
  readonly ending: 'softmax' | 'sigmoid' | undefined;
  /** The node whose output is asked for: the one that the softmax or sigmoid reads, or else the output itself. */
  readonly logits: string;
  /** What dense layers read, from the last back, each with the weights of the layers from there on. */
  readonly denseInputs: readonly { readonly name: string; readonly weightsAfter: readonly string[] }[];
}

const passing = /^(Identity|Reshape|Squeeze|ExpandDims|StopGradient|Cast)$/;
const between =
  /^(BiasAdd|Add|AddV2|Sub|Mul|RealDiv|Relu|Relu6|LeakyRelu|Elu|Selu|Prelu|Sigmoid|Tanh|Softmax|FusedBatchNorm(V[23])?)$/;
const dense = /^(_Fused)?MatMul$/;
/** Dense where kernel and image are 1 × 1. */
const convolution = /^(_FusedConv2D|Conv2D)$/;

/** @param shapeOf a weight's shape, by its node's name */
export function graphTail(
  graph: Graph,
  output: string,
  shapeOf: (weight: string) => readonly number[] | undefined,
): GraphTail {
  let ending: GraphTail['ending'];
  let logits = output;
  let atEnd = true;
  const denseInputs: GraphTail['denseInputs'][number][] = [];
  const weightsAfter: string[] = [];
  let node = graph.get(nodeName(output));
  while (node) {
    const constants = inputsOf(node).filter((name) => isConstant(graph, name));
    const from: string | undefined = dataInput(graph, node);
    if (from === undefined) break;
    if (atEnd && (node.op === 'Softmax' || node.op === 'Sigmoid')) {
      ending = node.op === 'Softmax' ? 'softmax' : 'sigmoid';
      logits = from;
    }
    atEnd &&= passing.test(node.op);
    weightsAfter.push(...constants);
    const isUnitKernel =
      convolution.test(node.op) &&
      shapeOf(constants[0] ?? '')
        ?.slice(0, 2)
        .every((length) => length === 1);
    if (dense.test(node.op) || isUnitKernel) {
      denseInputs.push({ name: from, weightsAfter: [...weightsAfter] });
    } else if (!passing.test(node.op) && !between.test(node.op)) break;
    node = graph.get(from);
  }
  return { ending, logits, denseInputs };
}

/** What the first operation on the pixels is, and with which constant. */
export function firstArithmetic(
  graph: Graph,
  placeholder: string,
): { readonly op: string; readonly constant: string } | undefined {
  let name = placeholder;
  for (;;) {
    const readers = [...graph.values()].filter((node) => inputsOf(node).includes(name));
    const reader = readers.find(({ op }) => op !== 'Shape');
    if (!reader || readers.some((one) => one !== reader && one.op !== 'Shape')) return undefined;
    if (/^(Mul|RealDiv|Sub|Add|AddV2)$/.test(reader.op)) {
      const constant = inputsOf(reader).find((input) => isConstant(graph, input));
      return constant === undefined ? undefined : { op: reader.op, constant };
    }
    if (!/^(Identity|Cast|ResizeBilinear|Pad)$/.test(reader.op)) return undefined;
    name = reader.name;
  }
}

/** The one input that is no constant; undefined where there are several, or none. */
function dataInput(graph: Graph, node: GraphNode): string | undefined {
  const inputs = inputsOf(node);
  // Their other inputs say a shape, which may be computed.
  if (passing.test(node.op)) return inputs[0];
  const [one, ...others] = inputs.filter((name) => !isConstant(graph, name));
  return others.length === 0 ? one : undefined;
}

export const nodeName = (input: string) => input.replace(/:\d+$/, '');

const inputsOf = ({ input }: GraphNode) =>
  (input ?? []).filter((name) => !name.startsWith('^')).map(nodeName);

function isConstant(graph: Graph, name: string): boolean {
  const node = graph.get(name);
  if (!node || node.op === 'Const') return node !== undefined;
  const [first] = inputsOf(node);
  return passing.test(node.op) && first !== undefined && isConstant(graph, first);
}
