/**
 * GraphModels: what the tfjs converter makes of TensorFlow's SavedModels, and TF Hub and Kaggle offer.
 */

import type { GraphModel } from '@tensorflow/tfjs-converter';
import {
  cast,
  concat,
  dispose,
  io,
  reshape,
  round,
  type Tensor,
  type Tensor4D,
  tidy,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { firstArithmetic, type Graph, type GraphNode, type GraphTail, graphTail } from './graphTail.ts';
import { entriesOf, type Manifest } from './manifest.ts';
import { type Head, imageInput, type Network, type OpenShape, rowLength } from './network.ts';

/** What networks that take any size are tried with. */
const trialSize = 224;

/**
 * Runs the network once on black images, because the file does not say how many numbers come out.
 *
 * @param weights as the manifest lists them
 * @throws ProblemError `teacher-mismatch` where it takes no images; what tfjs throws on what it does not know
 */
export async function openGraphNetwork(
  manifest: Manifest,
  weights: ArrayBuffer,
  name: string,
): Promise<Network> {
  const model = await loadGraph(manifest, weights);
  try {
    return { ...(await networkOf(model, manifest, name)), dispose: () => model.dispose() };
  } catch (thrown) {
    model.dispose();
    throw thrown;
  }
}

/**
 * The shapes that values have when a black image is shown once, [1, …] or as many as the network takes.
 *
 * @param nodes whose outputs depend on the image
 * @param size height and width where it takes any
 * @throws what tfjs throws on what it does not know
 */
export async function graphShapes(
  manifest: Manifest,
  weights: ArrayBuffer,
  nodes: readonly string[],
  size: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const model = await loadGraph(manifest, weights);
  try {
    const { imageSize = size, batch = 1 } = imageInput(
      model.inputs.map(({ shape }) => shape as OpenShape | undefined),
      '',
    );
    const run = runner(model, model.inputs[0]?.dtype === 'int32');
    return (await shapesOf(run, nodes, imageSize, batch)).shapes;
  } finally {
    model.dispose();
  }
}

async function loadGraph(manifest: Manifest, weights: ArrayBuffer): Promise<GraphModel> {
  const tfjs = await import('@tensorflow/tfjs-converter');
  const { signature, userDefinedMetadata, modelInitializer, initializerSignature } = manifest.json;
  const given = { signature, userDefinedMetadata, modelInitializer, initializerSignature };
  return tfjs.loadGraphModel(
    io.fromMemory({
      // tfjs reads the version without asking whether there is one.
      modelTopology: { versions: {}, ...manifest.topology },
      weightSpecs: [...manifest.groups.flatMap((group) => group.weights)],
      weightData: weights,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    }),
  );
}

async function networkOf(
  model: GraphModel,
  manifest: Manifest,
  name: string,
): Promise<Omit<Network, 'dispose'>> {
  const graph: Graph = new Map(
    (manifest.topology.node as readonly GraphNode[]).map((node) => [node.name, node]),
  );
  const shapes = new Map(entriesOf(manifest).map((entry) => [entry.name, entry.shape]));
  const { imageSize, batch } = imageInput(
    model.inputs.map(({ shape }) => shape as OpenShape | undefined),
    name,
  );
  const isInteger = model.inputs[0]?.dtype === 'int32';
  const asked = new Map<string, GraphTail>();
  for (const { name: output } of model.outputs) {
    // Without a signature, tfjs takes every node that none reads for an output: unused weights too.
    if (graph.get(output)?.op === 'Const') continue;
    asked.set(
      output,
      graphTail(graph, output, (weight) => shapes.get(weight)),
    );
  }
  const run = runner(model, isInteger);
  const names = [...asked.values()].flatMap(({ logits, denseInputs }) => [
    logits,
    ...denseInputs.map((dense) => dense.name),
  ]);
  const trial = await shapesOf(run, [...new Set(names)], imageSize ?? trialSize, batch);
  const rowOf = (node: string) => rowLength(trial.shapes.get(node) ?? []);
  const tail = [...asked.values()].find(({ logits }) => rowOf(logits));
  const takesBytes = isInteger || (await dividesBytes(model, graph));
  const common = { imageSize, batch: trial.batch, takesBytes, logitsAre: 'logits' as const };
  const outputs = tail && rowOf(tail.logits);
  if (!tail || !outputs) return common;
  const isPair = tail.ending === 'sigmoid' && outputs === 1;
  const logits: Head = {
    outputs: isPair ? 2 : outputs,
    unused: new Set(),
    run: async (images) => pairedIf(isPair, await run(images, [tail.logits])),
  };
  const firstMap = tail.denseInputs.findIndex((dense) => !rowOf(dense.name));
  const seen = tail.denseInputs.slice(0, firstMap < 0 ? undefined : firstMap).at(-1);
  // Without dense layers and without softmax, the output is what dense layers of one's own would see.
  const node = seen?.name ?? (tail.ending || firstMap === 0 ? undefined : tail.logits);
  if (!node) return { ...common, logits };
  const features: Head = {
    outputs: rowOf(node) ?? outputs,
    unused: new Set(seen?.weightsAfter.filter((weight) => shapes.has(weight))),
    run: async (images) => single(await run(images, [node])),
  };
  return { ...common, logits, features };
}

type Runner = (images: Tensor4D, nodes: readonly string[]) => Promise<readonly Tensor[]>;

/** Graphs with operations of unknown outcome (control flow) run slower, and only when asked to. */
function runner(model: GraphModel, isInteger: boolean): Runner {
  let isDynamic = false;
  return async (images, nodes) => {
    const input = isInteger ? tidy(() => cast(round(images), 'int32')) : images.clone();
    try {
      if (!isDynamic) {
        try {
          return [model.execute(input, [...nodes])].flat();
        } catch (thrown) {
          if (!/dynamic op|executeAsync/.test(String(thrown))) throw thrown;
          isDynamic = true;
        }
      }
      return [await model.executeAsync(input, [...nodes])].flat();
    } finally {
      input.dispose();
    }
  };
}

/** Two images, so that a graph that was made for one, though its input does not say so, shows it. */
async function shapesOf(run: Runner, nodes: readonly string[], size: number, batch: number | undefined) {
  const trial = async (count: number) => {
    const images: Tensor4D = zeros([count, size, size, 3]);
    try {
      const answers = await run(images, nodes);
      dispose([...answers]);
      return new Map(nodes.map((node, i) => [node, answers[i]?.shape ?? []]));
    } finally {
      images.dispose();
    }
  };
  if (batch !== undefined) return { batch, shapes: await trial(batch) };
  const ofTwo = await trial(2).catch((thrown: unknown) => thrown);
  if (ofTwo instanceof Map && [...ofTwo.values()].every(([rows]) => rows === 2)) {
    return { batch: undefined, shapes: ofTwo as ReadonlyMap<string, number[]> };
  }
  return { batch: 1, shapes: await trial(1) };
}

function single([answer]: readonly Tensor[]): Tensor {
  return answer as Tensor;
}

/** One sigmoid σ(z) tells two classes apart, as softmax(0, z) does: its outputs become the pair. */
function pairedIf(isPair: boolean, [answer]: readonly Tensor[]): Tensor {
  if (!isPair) return answer as Tensor;
  return tidy(() => {
    const column = reshape(answer as Tensor, [-1, 1]);
    answer?.dispose();
    return concat([zerosLike(column), column], 1);
  });
}

/** Whether the graph begins with arithmetic that makes sense for 0 … 255 only. */
async function dividesBytes(model: GraphModel, graph: Graph): Promise<boolean> {
  const first = firstArithmetic(graph, model.inputs[0]?.name ?? '');
  const constant = first && (model.weights as Readonly<Record<string, Tensor[]>>)[first.constant]?.[0];
  if (!first || !constant) return false;
  const largest = Math.max(...Array.from(await constant.data(), (value) => Math.abs(Number(value))));
  if (first.op === 'Mul') return largest <= 1 / 64;
  return first.op === 'RealDiv' ? largest >= 64 : largest > 2;
}
