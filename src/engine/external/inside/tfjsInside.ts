/**
 * What is inside a network in one of tfjs's two formats.
 */
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { graphShapes } from '../tfjs/graphNetwork.ts';
import { type GraphNode, nodeName } from '../tfjs/graphTail.ts';
import { withLayers } from '../tfjs/layersNetwork.ts';
import { inside } from '../tfjs/layersTail.ts';
import {
  bytesOf,
  entriesOf,
  type Manifest,
  numbersByName,
  numbersIn,
  readManifest,
  readWeights,
} from '../tfjs/manifest.ts';
import type { ModelFiles } from '../tfjs/modelFiles.ts';
import type { ForeignConstant, ForeignGraph, ForeignNode } from './foreignGraph.ts';
import { type ForeignInside, foreignInside } from './foreignInside.ts';

/**
 * @param imageSize height and width of the images where the network takes any
 * @throws ProblemError `weights-invalid`, `file-unreadable`; what tfjs throws of layers that it does not know
 */
export async function insideOfTfjs(files: ModelFiles, imageSize: number): Promise<ForeignInside> {
  const manifest = readManifest(files);
  const weights = await readWeights(manifest, files);
  const constants = constantsIn(manifest, weights);
  return foreignInside(
    manifest.kind === 'graph'
      ? await ofGraph(manifest, weights, constants, imageSize)
      : { constants: turnedByName(constants), ...(await ofLayers(manifest.topology)) },
  );
}

type Constants = ReadonlyMap<string, ForeignConstant>;

/** With their axes as they stand in the file. */
function constantsIn(manifest: Manifest, weights: Uint8Array): Constants {
  const numbers = numbersByName(manifest, weights);
  return new Map(
    entriesOf(manifest).map((entry) => {
      const { name, shape, dtype } = entry;
      const bits = (8 * bytesOf(entry)) / Math.max(1, numbersIn(entry));
      const isTrained = dtype === 'float32' && shape.length > 0 && !/moving_(mean|variance)/.test(name);
      return [name, { name, shape, bits, isTrained, values: numbers.get(name) }];
    }),
  );
}

/** [out, in, kh, kw] of [kh, kw, in, out], [in × m, 1, kh, kw] of a depthwise [kh, kw, in, m], [out, in] of [in, out]. */
function torchOrder(shape: readonly number[], isDepthwise: boolean): readonly number[] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  if (shape.length === 4) return isDepthwise ? [c * d, 1, a, b] : [d, c, a, b];
  return shape.length === 2 ? [b, a] : shape;
}

async function ofGraph(
  manifest: Manifest,
  weights: Uint8Array<ArrayBuffer>,
  constants: Constants,
  imageSize: number,
): Promise<ForeignGraph> {
  const given = manifest.topology.node;
  const nodes = ordered(Array.isArray(given) ? (given as readonly GraphNode[]) : []);
  const turned = new Map(constants);
  for (const { op, input = [], attr } of nodes) {
    const constant = turned.get(nodeName(input[1] ?? ''));
    const isTurned = constant && constant === constants.get(constant.name);
    const keeps = /MatMul$/.test(op) && attributeOf(attr, 'transpose_b')?.b === true;
    if (!isTurned || keeps || !/(Conv2D|MatMul|Conv2dNative)$/.test(op)) continue;
    const shape = torchOrder(constant.shape, /^(Fused)?Depthwise/.test(op));
    turned.set(constant.name, { ...constant, shape });
  }
  const computed = dependent(nodes);
  const shapes = await graphShapes(manifest, weights.buffer, computed, imageSize).catch(() => new Map());
  const statistics = new Set(
    nodes.flatMap(({ op, input = [] }) =>
      /^FusedBatchNorm/.test(op) ? input.slice(3, 5).map(nodeName) : [],
    ),
  );
  for (const name of statistics) {
    const one = turned.get(name);
    if (one) turned.set(name, { ...one, isTrained: false });
  }
  return {
    nodes: nodes.map(nodeOf),
    constants: turned,
    shapes: new Map([...shapes].map(([name, shape]) => [name, channelsFirst(shape)])),
  };
}

interface Attribute {
  readonly b?: unknown;
  readonly list?: { readonly i?: readonly unknown[]; readonly s?: readonly unknown[] };
}

const attributeOf = (attributes: object | undefined, name: string): Attribute | undefined =>
  (attributes as Readonly<Record<string, Attribute>> | undefined)?.[name];

function nodeOf({ name, op, input = [], attr }: GraphNode): ForeignNode {
  const [, stride] = attributeOf(attr, 'strides')?.list?.i ?? [];
  const [, kernel] = attributeOf(attr, 'ksize')?.list?.i ?? [];
  const fused = (attributeOf(attr, 'fused_ops')?.list?.s ?? []).map((text) => decoded(String(text)));
  return {
    ...{ name, operator: op, outputs: [name] },
    inputs: input.filter((one) => !one.startsWith('^')).map(nodeName),
    ...(stride === undefined ? {} : { stride: Number(stride) }),
    ...(kernel === undefined ? {} : { kernel: Number(kernel) }),
    followedBy: fused.flatMap((one) => (one === 'Relu' ? ['relu'] : one === 'Relu6' ? ['relu6'] : [])),
  } as ForeignNode;
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

/** Each after those whose outputs it takes; in a loop, as they stand. */
function ordered(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Set<GraphNode>();
  for (const first of nodes) {
    const stack: { readonly node: GraphNode; readonly left: string[] }[] = [];
    const begun = new Set<GraphNode>();
    const begin = (node: GraphNode) => {
      begun.add(node);
      stack.push({ node, left: (node.input ?? []).map((name) => nodeName(name.replace(/^\^/, ''))) });
    };
    if (!done.has(first)) begin(first);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = byName.get(top.left.shift() ?? '');
      if (next && !done.has(next) && !begun.has(next)) begin(next);
      else if (top.left.length === 0) {
        done.add(top.node);
        stack.pop();
      }
    }
  }
  return [...done];
}

/** Names of the nodes whose outputs depend on the images, in their order. */
function dependent(nodes: readonly GraphNode[]): readonly string[] {
  const found = new Set<string>();
  for (const { name, op, input = [] } of nodes) {
    if (op === 'Placeholder' || input.some((one) => found.has(nodeName(one)))) found.add(name);
  }
  return nodes.flatMap(({ name, op }) => (op !== 'Placeholder' && found.has(name) ? [name] : []));
}

/** [C, H, W] of [1, H, W, C], and the rest as it stands. */
function channelsFirst([, ...lengths]: readonly number[]): readonly number[] {
  const [height = 1, width = 1, channels = 1] = lengths;
  return lengths.length === 3 ? [channels, height, width] : lengths;
}

/** Of Keras's names: the kernel of a depthwise convolution is called so. */
const turnedByName = (constants: Constants): Constants =>
  new Map(
    [...constants].map(([name, constant]) => [
      name,
      { ...constant, shape: torchOrder(constant.shape, /depthwise_kernel/.test(name)) },
    ]),
  );

type Layer = LayersModel['layers'][number];

/** The layers of all models, those that lie in another among them. */
const ofLayers = (topology: object): Promise<Omit<ForeignGraph, 'constants'>> =>
  withLayers(topology, (model, isModel) => {
    const nodes: ForeignNode[] = [];
    const shapes = new Map<string, readonly number[]>();
    /** @returns the value that the model gives */
    const read = (within: LayersModel, images: string, prefix: string): string => {
      const given = new Map<string, string>();
      const beside = new Set<object>(within.layers);
      const sourceOf = (tensor: SymbolicTensor) => given.get(tensor.sourceLayer.name) ?? images;
      for (const layer of within.layers) {
        const inputs = inputsOf(layer, beside).map(sourceOf);
        const name = `${prefix}${layer.name}`;
        if (layer.getClassName() === 'InputLayer') continue;
        if (isModel(layer)) {
          const output = read(layer, inputs[0] ?? images, `${name}/`);
          given.set(layer.name, output);
          // What the first model in a row gives is known by its last layer.
          for (const { sourceLayer } of layer.outputs) {
            given.set(sourceLayer.name, output);
            beside.add(sourceLayer);
          }
          continue;
        }
        nodes.push(nodeOfLayer(layer, name, inputs));
        given.set(layer.name, name);
        const [, ...lengths] = firstShape(layer.outputShape);
        if (lengths.every((length) => length !== null)) shapes.set(name, channelsFirst([1, ...lengths]));
      }
      const [output] = within.outputs;
      return output ? sourceOf(output as SymbolicTensor) : images;
    };
    read(model, 'images', '');
    return { nodes, shapes };
  });

/** Of a layer that gives several, the first. */
const firstShape = (shape: Layer['outputShape']): readonly (number | null)[] =>
  Array.isArray(shape[0]) ? shape[0] : (shape as readonly (number | null)[]);

/** A model that lies in another has been applied to inputs of its own first, and a layer may be used in several models. */
function inputsOf(layer: Layer, beside: ReadonlySet<object>): readonly SymbolicTensor[] {
  const uses = layer.inboundNodes.map(({ inputTensors }) => inputTensors);
  const own = uses.find((tensors) => tensors.some(({ sourceLayer }) => beside.has(sourceLayer)));
  return own ?? uses[0] ?? [];
}

function nodeOfLayer(layer: Layer, name: string, inputs: readonly string[]): ForeignNode {
  const operator = layer.getClassName();
  const { strides, poolSize } = layer.getConfig() as Readonly<Record<string, unknown>>;
  const [stride, kernel] = [strides, poolSize].map((lengths) => Number([lengths].flat()[0] ?? Number.NaN));
  const activation = inside(layer).activation?.getClassName();
  return {
    ...{ name, operator, outputs: [name] },
    inputs: [...inputs, ...layer.weights.map(({ originalName }) => originalName)],
    ...(Number.isFinite(stride) ? { stride } : {}),
    ...(Number.isFinite(kernel) ? { kernel } : {}),
    followedBy: activation === 'relu' || activation === 'relu6' ? [activation] : [],
  };
}
