/**
 * The layers and the operations of a network of other software, as those of the lab's own are told. What an operation is that
 * is not known here, its own name says; nothing is refused.
 */
import type { GraphOperation, LayerRow, OperationKind } from '../../../protocol/networkInside.ts';
import { blocksOf } from './foreignBlocks.ts';
import {
  type ForeignConstant,
  type ForeignGraph,
  type ForeignNode,
  lengthOf,
  readGraph,
} from './foreignGraph.ts';

/** ONNX's names, TensorFlow's and those of Keras. */
const kinds: Readonly<Record<string, OperationKind>> = {
  ...{ Conv: 'conv', Conv2D: 'conv', _FusedConv2D: 'conv', ConvInteger: 'conv', QLinearConv: 'conv' },
  ...{
    DepthwiseConv2dNative: 'depthwise',
    FusedDepthwiseConv2dNative: 'depthwise',
    DepthwiseConv2D: 'depthwise',
  },
  ...{ Gemm: 'linear', MatMul: 'linear', _FusedMatMul: 'linear', Dense: 'linear', QLinearMatMul: 'linear' },
  ...{ BatchNormalization: 'batchNorm', FusedBatchNorm: 'batchNorm' },
  ...{ FusedBatchNormV2: 'batchNorm', FusedBatchNormV3: 'batchNorm' },
  ...{ Relu: 'relu', ReLU: 'relu', Relu6: 'relu6', Add: 'add', AddV2: 'add', AddN: 'add', Sum: 'add' },
  ...{ MaxPool: 'maxPool', MaxPooling2D: 'maxPool', AvgPool: 'averagePool' },
  ...{ AveragePool: 'averagePool', AveragePooling2D: 'averagePool' },
  ...{ GlobalAveragePool: 'globalAverage', GlobalAveragePooling2D: 'globalAverage' },
  QuantizeLinear: 'quantise',
  Flatten: 'reshape',
};
const withWeights: ReadonlySet<OperationKind> = new Set(['conv', 'depthwise', 'linear', 'batchNorm']);

export interface ForeignInside {
  readonly layers: readonly LayerRow[];
  readonly operations: readonly GraphOperation[];
}

/** What is not known of a layer is NaN, and of an output an empty shape. */
export function foreignInside(graph: ForeignGraph): ForeignInside {
  const { nodes, inputsOf, constantsOf } = readGraph(graph);
  const shapeOf = (node: ForeignNode) => graph.shapes.get(node.outputs[0] ?? '') ?? [];
  const counted = new Set<ForeignConstant>();
  const names = namesOf(nodes, constantsOf);
  const layers: LayerRow[] = [];
  const operations: GraphOperation[] = [];
  const blocks = blocksOf(nodes, inputsOf);
  /** By the value: the box that gives it. */
  const givenBy = new Map<string, string>();
  for (const node of nodes) {
    const own = constantsOf(node);
    const kind = kindOf(node, own, shapeOf(node));
    const [before = ''] = inputsOf(node).map((name) => givenBy.get(name) ?? name);
    if (isBias(node, own, layers.at(-1), operations.at(-1), before)) {
      for (const constant of own) counted.add(constant);
      const layer = layers.pop();
      if (layer) layers.push(withBias(layer, own));
      for (const name of node.outputs) givenBy.set(name, before);
      continue;
    }
    const layer = layerOf(node, kind, own, counted, names.get(node) ?? node.name, shapeOf(node));
    if (layer) layers.push(layer);
    const block = blocks.get(node) ?? '';
    const [id = node.name] = node.outputs;
    const inputs = inputsOf(node).map((name) => givenBy.get(name) ?? name);
    const kernel = kind === 'conv' || kind === 'depthwise' ? own[0]?.shape[2] : node.kernel;
    operations.push({
      ...{ id, kind, inputs, block, shape: shapeOf(node) },
      ...(layer ? { layer: layer.name } : {}),
      ...(kernel === undefined ? {} : { kernel }),
      ...(node.stride === undefined ? {} : { stride: node.stride }),
      ...(kind === 'other' ? { kernelName: node.operator } : {}),
      ...(layer && layer.bits < 32 ? { bits: layer.bits } : {}),
    });
    let end = id;
    for (const activation of node.followedBy ?? []) {
      const next = `${id}/${activation}`;
      operations.push({ id: next, kind: activation, inputs: [end], block, shape: shapeOf(node) });
      end = next;
    }
    for (const name of node.outputs) givenBy.set(name, end);
  }
  return { layers, operations };
}

/** A number for each output, added to what the layer before gives: its bias. */
function isBias(
  { operator }: ForeignNode,
  own: readonly ForeignConstant[],
  layer: LayerRow | undefined,
  last: GraphOperation | undefined,
  before: string,
): boolean {
  const [bias, ...others] = own;
  if (!/^(Add|AddV2|BiasAdd)$/.test(operator) || !bias?.isTrained || others.length > 0) return false;
  return (
    layer !== undefined &&
    layer.kind !== 'other' &&
    last?.id === before &&
    last.layer === layer.name &&
    lengthOf(bias.shape) === layer.shape[0]
  );
}

const withBias = (layer: LayerRow, own: readonly ForeignConstant[]): LayerRow => ({
  ...layer,
  parameters: own.reduce((sum, { shape }) => sum + lengthOf(shape), layer.parameters),
  bytes: own.reduce((sum, { shape, bits }) => sum + (lengthOf(shape) * bits) / 8, layer.bytes),
});

function kindOf(
  { operator }: ForeignNode,
  own: readonly ForeignConstant[],
  shape: readonly number[],
): OperationKind {
  const kind = kinds[operator] ?? 'other';
  const [weight] = own;
  if (/^(Mean|ReduceMean)$/.test(operator) && lengthOf(shape.slice(1)) === 1 && shape.length > 0) {
    return 'globalAverage';
  }
  // A sum with a constant, and a product of two values, are none of a layer.
  if (kind === 'add' && weight) return 'other';
  if (withWeights.has(kind) && !weight) return 'other';
  // Each filter sees one channel.
  if (kind === 'conv' && weight?.shape.length === 4 && weight.shape[1] === 1) return 'depthwise';
  return kind;
}

function layerOf(
  node: ForeignNode,
  kind: OperationKind,
  own: readonly ForeignConstant[],
  counted: Set<ForeignConstant>,
  name: string,
  output: readonly number[],
): LayerRow | undefined {
  const fresh = own.filter((constant) => !counted.has(constant));
  const trained = fresh.filter(({ isTrained }) => isTrained);
  const isLayer = withWeights.has(kind);
  // A layer that is used twice is told once.
  if (trained.length === 0) return undefined;
  for (const constant of fresh) counted.add(constant);
  const weight = isLayer ? trained[0] : trained.toSorted((a, b) => lengthOf(b.shape) - lengthOf(a.shape))[0];
  if (!weight) return undefined;
  const count = lengthOf(weight.shape);
  return {
    ...{ name, output, form: 'dense', shape: weight.shape, kept: Number.NaN, bits: weight.bits },
    kind: isLayer ? (kind as LayerRow['kind']) : 'other',
    ...(isLayer ? {} : { operator: node.operator }),
    parameters: trained.reduce((sum, { shape }) => sum + lengthOf(shape), 0),
    multiplyAdds: multiplyAddsOf(kind, count, output),
    sparsity: kind === 'batchNorm' ? 0 : zerosIn(weight),
    bytes: fresh.reduce((sum, { shape, bits }) => sum + (lengthOf(shape) * bits) / 8, 0),
  };
}

/** Each weight of a filter once for every place of the output, and of a matrix once for every row. */
function multiplyAddsOf(kind: OperationKind, weights: number, output: readonly number[]): number {
  if (kind === 'batchNorm') return 0;
  if (kind === 'linear') return weights * lengthOf(output.slice(0, -1));
  const isFilter = kind === 'conv' || kind === 'depthwise';
  return isFilter && output.length === 3 ? weights * lengthOf(output.slice(1)) : Number.NaN;
}

function zerosIn({ values, shape }: ForeignConstant): number {
  const numbers = values?.();
  if (!numbers || numbers.length === 0) return Number.NaN;
  let zeros = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === 0) zeros++;
  return zeros / Math.max(1, lengthOf(shape));
}

/** `layer1.0.conv1` of `layer1.0.conv1.weight`, or the node's own name; no two alike. */
function namesOf(
  nodes: readonly ForeignNode[],
  constantsOf: (node: ForeignNode) => readonly ForeignConstant[],
): ReadonlyMap<ForeignNode, string> {
  const taken = new Set<string>();
  return new Map(
    nodes.map((node) => {
      const weight = constantsOf(node).find(({ isTrained }) => isTrained)?.name ?? '';
      const module = /^([\w.]+)\.(weight|bias|gamma|beta)(\/\w+)?$/.exec(weight)?.[1] ?? '';
      const wanted = module || node.name || weight || node.operator;
      let name = wanted;
      for (let i = 2; taken.has(name); i++) name = `${wanted} (${i})`;
      taken.add(name);
      return [node, name] as const;
    }),
  );
}
