/**
 * Networks in tfjs's two formats as external models, on the backend that is current.
 *
 * `logits` are before a final softmax or sigmoid. One sigmoid becomes the pair (0, z). A softmax that cannot be taken off,
 * because it is applied in several places or averaged with others, leaves ln of the probabilities, at least ln 1e-30;
 * `metadata.logits` says which: `logits` or `log-probabilities`.
 */

import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { jsonExcess } from '../../../base/jsonExcess.ts';
import { sha256 } from '../../../base/sha256.ts';
import { type ProblemError, problem } from '../../../lang/problem.ts';
import { type Said, words } from '../../../lang/sentence.ts';
import { toScale } from '../../layers/inputScale.ts';
import { requireSound, unsoundIn } from '../../weights/soundness.ts';
import type { ExternalModel, ForeignModel, InputScale, InputScaleChoice } from '../externalModel.ts';
import { saidScale } from '../saidScale.ts';
import { unsoundUses } from '../usedWeights.ts';
import { openGraphNetwork } from './graphNetwork.ts';
import { type GraphNode, nodeName } from './graphTail.ts';
import { openLayersNetwork } from './layersNetwork.ts';
import {
  bytesOf,
  entriesOf,
  type Manifest,
  numbersByName,
  numbersIn,
  readManifest,
  readWeights,
} from './manifest.ts';
import type { ModelFiles } from './modelFiles.ts';
import type { Head, Network } from './network.ts';
import { tfjsProblem } from './tfjsProblem.ts';

const labels = { layers: 'tfjs LayersModel', graph: 'tfjs GraphModel' } as const;

/**
 * Logits and features share the weights: they are freed once every external model that is offered has been disposed.
 *
 * `metadata` has `format`, `inputScale` (where the file says it, or the network scales pixels itself, whatever was asked), `logits`,
 * and where the files say so `classes`, `generatedBy` and `convertedBy`.
 *
 * @throws ProblemError `weights-invalid`, `file-unreadable`, `teacher-mismatch` (not of images, or not one row of numbers for an
 *   image), `backend-failed` (an operation that the backend lacks), `memory-short`
 */
export async function openTfjsModel(
  files: ModelFiles,
  options: { readonly scale: InputScaleChoice },
): Promise<ForeignModel> {
  const manifest = readManifest(files);
  const weights = await readWeights(manifest, files);
  requireSound(unsoundWeights(manifest, weights));
  const digests = await Promise.all([new TextEncoder().encode(files.manifest), weights].map(sha256));
  const hash = digests.map((digest) => digest.slice(0, 16)).join('-');
  const open = manifest.kind === 'layers' ? openLayersNetwork : openGraphNetwork;
  const network = await open(manifest, weights.buffer, files.name).catch((thrown: unknown) => {
    throw tfjsProblem(thrown, files.name);
  });
  const { logits, features } = network;
  if (!logits && !features) {
    network.dispose();
    throw problem(
      'teacher-mismatch',
      words`${files.name} does not give one row of numbers for an image.`,
      'Use a network that classifies images, or one that ends in pooled features.',
    );
  }
  const said = saidScale(manifest.json.userDefinedMetadata);
  const chosen = options.scale === 'auto' ? 'minus-one-to-one' : options.scale;
  const scale = said ?? (network.takesBytes ? 'bytes' : chosen);
  let inUse = Number(Boolean(logits)) + Number(Boolean(features));
  const externalModel = (head: Head, asked: string): ExternalModel => {
    let isDisposed = false;
    return {
      label: labels[manifest.kind],
      ...sizesOf(manifest, head),
      outputs: head.outputs,
      imageSize: network.imageSize,
      fingerprint: `tfjs-${hash}-${asked}-${scale}`,
      predict: (images, count, size) =>
        predict(network, head, { images, count, size, scale, name: files.name }),
      dispose() {
        if (isDisposed) return;
        isDisposed = true;
        if (--inUse === 0) network.dispose();
      },
    };
  };
  return {
    ...(logits ? { logits: externalModel(logits, 'logits') } : {}),
    ...(features ? { features: externalModel(features, 'features') } : {}),
    metadata: { ...described(manifest, files), inputScale: scale, logits: network.logitsAre },
    saysPixels: said !== undefined || network.takesBytes,
  };
}

/**
 * Its parameters, and the bytes of its weights.
 *
 * @throws ProblemError `weights-invalid`, `file-unreadable`
 */
export async function sizesOfTfjs(files: ModelFiles): Promise<Pick<ExternalModel, 'parameters' | 'bytes'>> {
  const manifest = readManifest(files);
  requireSound(unsoundWeights(manifest, await readWeights(manifest, files)));
  return sizesOf(manifest, { unused: new Set() });
}

/** In layers, all weights are used as they are; in a graph, a constant may be something else than a weight. */
function unsoundWeights(manifest: Manifest, weights: Uint8Array): readonly Said[] {
  const numbers = numbersByName(manifest, weights);
  if (manifest.kind === 'layers') {
    return [...numbers].flatMap(([name, values]) => unsoundIn(name, values()));
  }
  const { node } = manifest.topology;
  const nodes: readonly Partial<GraphNode>[] = Array.isArray(node) ? node : [];
  const uses = nodes.map(({ op, input }) => ({
    operator: String(op),
    inputs: Array.isArray(input) ? input.map((name) => nodeName(String(name))) : [],
  }));
  return unsoundUses(uses, (name) => numbers.get(name)?.());
}

interface Request {
  readonly images: Float32Array;
  readonly count: number;
  readonly size: number;
  readonly scale: InputScale;
  readonly name: string;
}

async function predict(network: Network, head: Head, request: Request): Promise<Float32Array> {
  const { images, count, size, scale, name } = request;
  const { imageSize, batch = count } = network;
  if (imageSize !== undefined && imageSize !== size) throw sizeMismatch(name, imageSize, size);
  const result = new Float32Array(count * head.outputs);
  const perImage = size * size * 3;
  for (let first = 0; first < count; first += batch) {
    const rows = Math.min(batch, count - first);
    let part = images.subarray(first * perImage, (first + rows) * perImage);
    if (rows < batch) {
      // A network for batches of one size gets black images for those that are missing.
      const whole = new Float32Array(batch * perImage);
      whole.set(part);
      part = whole;
    }
    const pixels = tidy(() => toScale(tensor4d(part, [batch, size, size, 3]), scale));
    try {
      const values = await valuesOf(head, pixels, batch);
      result.set(values.subarray(0, rows * head.outputs), first * head.outputs);
    } catch (thrown) {
      throw tfjsProblem(thrown, name);
    } finally {
      pixels.dispose();
    }
  }
  return result;
}

async function valuesOf(head: Head, pixels: Tensor4D, count: number): Promise<Float32Array> {
  const tensor = await head.run(pixels);
  try {
    const values = await tensor.data<'float32'>();
    if (values.length === count * head.outputs) return values;
    throw new Error(`[${tensor.shape}] for ${count} images`);
  } finally {
    tensor.dispose();
  }
}

function sizeMismatch(name: string, takes: number, given: number): ProblemError {
  return problem(
    'teacher-mismatch',
    words`${name} takes images of ${takes} × ${takes} pixels, and these are ${given} × ${given}.`,
    words`Set the image size to ${takes}.`,
  );
}

/** Statistics of batch normalisation are kept and not trained. */
function sizesOf(
  manifest: Manifest,
  { unused }: Pick<Head, 'unused'>,
): Pick<ExternalModel, 'parameters' | 'bytes'> {
  const used = entriesOf(manifest).filter(({ name }) => !unused.has(name));
  const isTrained = (entry: (typeof used)[number]) =>
    entry.dtype === 'float32' && entry.shape.length > 0 && !/moving_(mean|variance)/.test(entry.name);
  return {
    parameters: used.filter(isTrained).reduce((sum, entry) => sum + numbersIn(entry), 0),
    bytes: used.reduce((sum, entry) => sum + bytesOf(entry), 0),
  };
}

function described({ kind, json }: Manifest, { metadata }: ModelFiles): Record<string, string> {
  const texts = Object.entries({ generatedBy: json.generatedBy, convertedBy: json.convertedBy });
  const classes = classesIn(json.userDefinedMetadata) ?? classesIn(parsed(metadata));
  return {
    format: labels[kind],
    ...Object.fromEntries(texts.filter((text): text is [string, string] => typeof text[1] === 'string')),
    ...(classes ? { classes: JSON.stringify(classes) } : {}),
    ...architectureOf(json.userDefinedMetadata),
  };
}

/** As the lab writes it. */
function architectureOf(about: unknown): { readonly architecture?: string } {
  const said: Readonly<Record<string, unknown>> = { ...(about as object | undefined) };
  return typeof said.architecture === 'string' ? { architecture: said.architecture } : {};
}

function classesIn(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const named: Readonly<Record<string, unknown>> = { ...value };
  // Metadata of text alone has the list as JSON.
  const listIn = (names: unknown) => (typeof names === 'string' ? parsed(names) : names);
  return [named.classes, named.labels, named.classNames]
    .map(listIn)
    .find(
      (names): names is string[] =>
        Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string'),
    );
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined || jsonExcess(text) !== undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
