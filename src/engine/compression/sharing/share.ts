/**
 * Networks whose weights share values.
 *
 * - `codebook`: k-means of every layer's weights, or of all layers' at once (Han et al. 2016, arXiv 1510.00149, section 3). The first
 *   and the last layer are shared like the others, as there. What a mask holds at 0 stays 0: one of the values is 0, and is not trained.
 *   A layer that would take no fewer bytes stays as it is.
 * - `hashed`: numbers that a hash gives to weights (Chen et al. 2015, arXiv 1504.04788), at first those nearest to the weights in the
 *   squared error: r_k is the mean of ξ(i)·w_i over its weights.
 * - `blocks`: alike blocks of a stage have the weights of the first of them (Liao & Poggio 2016, arXiv 1604.03640), each with its own
 *   batch norm.
 */
import { dispose } from '@tensorflow/tfjs-core';
import { type Random, random } from '../../../base/random.ts';
import { problem } from '../../../lang/problem.ts';
import type { LayerForm, LayerFormOf, LayerForms, LayerName } from '../../../spec/network/layerForms.ts';
import {
  type CodebookInit,
  type CodebookScope,
  type SharingName,
  sharedTwice,
  unlike,
} from '../../../spec/recipe/share.ts';
import { build } from '../../families/catalogue.ts';
import type { Model, Part } from '../../families/model.ts';
import { storedSize } from '../../families/storedSize.ts';
import { layersOf, madeDense, storedLayer } from '../../families/withForms.ts';
import { codebookIndexName, codebookMaskName, codebookName } from '../../layers/forms/codebook.ts';
import { type DenseLayer, valuesIn, weightsOf } from '../../layers/forms/form.ts';
import { hashedName } from '../../layers/forms/hashed.ts';
import { type HostParameter, type HostParameters, toDevice, toHost } from '../../layers/hostParameters.ts';
import { hashOf } from '../../ops/hashed/hash.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { kMeans } from './kMeans.ts';

export interface ShareSettings {
  readonly method: SharingName;
  /** Values of a codebook, k. */
  readonly entries: number;
  readonly init: CodebookInit;
  readonly scope: CodebookScope;
  /** Of a hashed layer: its numbers as a share of its weights. */
  readonly ratio: number;
  readonly seed: number;
}

export interface ShareReport {
  readonly asked: Readonly<Record<string, number>>;
  /** `entries`: the mean over layers, weighted by their weights; of dense ones what was asked. */
  readonly reached: Readonly<Record<string, number>>;
  readonly bytesBefore: number;
  readonly bytes: number;
  /** Σ (w − shared w)² over Σ w², of all weights. */
  readonly relativeError: number;
}

export interface Shared {
  readonly checkpoint: Checkpoint;
  readonly report: ShareReport;
}

/** A network as sharing begins with it. */
interface Given {
  readonly model: Model;
  readonly layers: readonly DenseLayer[];
  /** Those of layers that use another's weights; all others are dense. */
  readonly forms: LayerForms;
  /** Dense. */
  readonly tensors: HostParameters;
  /** Layers some of whose weights a mask held at 0. */
  readonly masked: ReadonlySet<LayerName>;
}

interface Made {
  readonly forms: LayerForms;
  readonly tensors: HostParameters;
  readonly reached: Readonly<Record<string, number>>;
}

/**
 * Masked, low-rank and shared layers are made dense on the way; what uses another layer's weights goes on doing so. On the current
 * backend.
 *
 * @throws ProblemError `setting-invalid` of a quantised network, and where no two blocks are alike or share already
 */
export async function share(checkpoint: Checkpoint, settings: ShareSettings): Promise<Shared> {
  const given = await givenOf(checkpoint);
  const { forms, tensors, reached } = sharers[settings.method](given, settings);
  const { architecture } = checkpoint;
  const made = { ...architecture, forms };
  const names = new Set(build(made).parameters.map(({ name }) => name));
  const all = { ...given.tensors, ...tensors };
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  const asked = settings.method === 'codebook' ? { entries: settings.entries } : reached;
  return {
    checkpoint: { architecture: made, tensors: kept },
    report: {
      ...{ asked, reached },
      bytesBefore: storedSize(given.layers, architecture.forms, checkpoint.tensors).bytes,
      bytes: storedSize(given.layers, forms, kept).bytes,
      relativeError: await errorOf(given, forms, kept),
    },
  };
}

async function givenOf({ architecture, tensors }: Checkpoint): Promise<Given> {
  const model = build({ ...architecture, forms: {} });
  const layers = layersOf(model.parameters);
  const kinds = Object.entries(architecture.forms);
  if (kinds.some(([, { kind }]) => kind === 'fakeQuantised' || kind === 'quantised')) {
    throw problem(
      'setting-invalid',
      'A quantised network’s weights are not shared: its levels are shared values already.',
      'Share the weights of the network that it was made of.',
    );
  }
  return {
    ...{ model, layers, tensors: await denseOf(model, architecture.forms, tensors) },
    forms: Object.fromEntries(kinds.filter(([, { kind }]) => kind === 'sharedWith')),
    masked: new Set(kinds.flatMap(([name, { kind }]) => (kind === 'masked' ? [name] : []))),
  };
}

/** The tensors of the dense network, off the device. */
async function denseOf(model: Model, forms: LayerForms, tensors: HostParameters): Promise<HostParameters> {
  const given = toDevice(tensors);
  const dense = madeDense(model, forms, given);
  dispose({ ...given });
  try {
    return await toHost(dense.parameters);
  } finally {
    dispose({ ...dense.parameters });
  }
}

const sharers: Readonly<Record<SharingName, (given: Given, settings: ShareSettings) => Made>> = {
  codebook: (given, settings) => (settings.scope === 'network' ? oneForAll : oneForEach)(given, settings),
  hashed,
  blocks,
};

/** Whose weights are their own. */
const own = ({ layers, forms }: Given) => layers.filter(({ name }) => forms[name] === undefined);

interface Clustered {
  readonly codebook: Float32Array;
  /** Of each layer's weights. */
  readonly indices: readonly Float32Array[];
}

/** @param zero whether weights that are 0 have a value of their own, the first */
function clustered(
  weights: readonly Float32Array[],
  zero: boolean,
  { entries, init }: ShareSettings,
  stream: Random,
): Clustered {
  const values = weights.flatMap((one) => (zero ? one.filter((value) => value !== 0) : one));
  const joined = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of values) {
    joined.set(one, at);
    at += one.length;
  }
  const first = Number(zero);
  const { centres, labels } = kMeans(joined, { entries: Math.max(1, entries - first), init, stream });
  let next = 0;
  return {
    codebook: Float32Array.from([...(zero ? [0] : []), ...centres]),
    indices: weights.map((one) =>
      one.map((value) => (zero && value === 0 ? 0 : first + (labels[next++] ?? 0))),
    ),
  };
}

const vector = (values: Float32Array): HostParameter => ({ shape: [values.length], values });

/** The tensors of a layer with a codebook, its own or, where there is none, another's. */
function codebookTensors(
  { name, weight }: DenseLayer,
  index: Float32Array,
  codebook: Float32Array | undefined,
  zero: boolean,
): HostParameters {
  return {
    [codebookIndexName(name)]: { shape: weight.shape, values: index },
    ...(codebook ? { [codebookName(name)]: vector(codebook) } : {}),
    ...(codebook && zero
      ? { [codebookMaskName(name)]: vector(codebook.map((_, entry) => Number(entry > 0))) }
      : {}),
  };
}

const codebookForm = (codebook: Float32Array, zero: boolean): LayerFormOf<'codebook'> => ({
  kind: 'codebook',
  entries: codebook.length,
  ...(zero ? { zero: true } : {}),
});

function oneForEach(given: Given, settings: ShareSettings): Made {
  const forms: Record<LayerName, LayerForm> = { ...given.forms };
  const tensors: Record<string, HostParameter> = {};
  let [sum, count] = [0, 0];
  for (const layer of own(given)) {
    const values = valuesIn(given.tensors, layer.weight.name);
    const zero = given.masked.has(layer.name);
    const stream = random(settings.seed, `share/${layer.name}`);
    const { codebook, indices } = clustered([values], zero, settings, stream);
    const made = codebookTensors(layer, indices[0] ?? new Float32Array(0), codebook, zero);
    const form = codebookForm(codebook, zero);
    const isSmaller =
      storedLayer({ ...layer, bias: undefined }, form, made).bytes <
      storedLayer({ ...layer, bias: undefined }, undefined, given.tensors).bytes;
    sum += values.length * (isSmaller ? codebook.length : settings.entries);
    count += values.length;
    if (!isSmaller) continue;
    forms[layer.name] = form;
    Object.assign(tensors, made);
  }
  return { forms, tensors, reached: { entries: sum / count } };
}

function oneForAll(given: Given, settings: ShareSettings): Made {
  const layers = own(given);
  const zero = layers.some(({ name }) => given.masked.has(name));
  const weights = layers.map(({ weight }) => valuesIn(given.tensors, weight.name));
  const count = weights.reduce((sum, { length }) => sum + length, 0);
  const { codebook, indices } = clustered(weights, zero, settings, random(settings.seed, 'share'));
  const forms: Record<LayerName, LayerForm> = { ...given.forms };
  const tensors: Record<string, HostParameter> = {};
  for (const [i, layer] of layers.entries()) {
    const lender = i > 0 ? layers[0]?.name : undefined;
    forms[layer.name] = {
      ...codebookForm(codebook, zero),
      ...(lender === undefined ? { weights: count } : { from: lender }),
    };
    const index = indices[i] ?? new Float32Array(0);
    Object.assign(tensors, codebookTensors(layer, index, lender === undefined ? codebook : undefined, zero));
  }
  return { forms, tensors, reached: { entries: codebook.length } };
}

function hashed(given: Given, { ratio, seed }: ShareSettings): Made {
  const forms: Record<LayerName, LayerForm> = { ...given.forms };
  const tensors: Record<string, HostParameter> = {};
  let [numbers, weights] = [0, 0];
  for (const layer of own(given)) {
    const count = weightsOf(layer);
    const entries = Math.max(1, Math.round(ratio * count));
    const own = random(seed, `share/${layer.name}`).uint32();
    const { entryOf, signOf } = hashOf({ count, entries, seed: own });
    const [sums, counts] = [new Float64Array(entries), new Float64Array(entries)];
    valuesIn(given.tensors, layer.weight.name).forEach((value, i) => {
      const entry = entryOf(i);
      sums[entry] = (sums[entry] ?? 0) + signOf(i) * value;
      counts[entry] = (counts[entry] ?? 0) + 1;
    });
    forms[layer.name] = { kind: 'hashed', entries, seed: own };
    tensors[hashedName(layer.name)] = vector(
      Float32Array.from(sums, (sum, entry) => sum / (counts[entry] || 1)),
    );
    numbers += entries;
    weights += count;
  }
  return { forms, tensors, reached: { ratio: numbers / weights } };
}

function blocks(given: Given): Made {
  const forms: Record<LayerName, LayerForm> = { ...given.forms };
  const first = new Map<string, Part>();
  let shared = 0;
  for (const part of given.model.parts) {
    const layers = layersOf(part.parameters);
    const within = (name: LayerName) => name.slice(part.name.length);
    const isBlock =
      layers.length > 0 && layers.every(({ name }) => name.startsWith(`${part.name}.`) && !given.forms[name]);
    if (!isBlock) continue;
    // A filter that halves the picture is none that does not.
    const like = JSON.stringify([
      part.stage,
      layers.map(({ name, weight: { kind, shape, steps } }) => [within(name), kind, shape, steps]),
    ]);
    const lender = first.get(like);
    if (!lender) {
      first.set(like, part);
      continue;
    }
    shared++;
    for (const { name } of layers)
      forms[name] = { kind: 'sharedWith', layer: `${lender.name}${within(name)}` };
  }
  if (shared === 0) {
    const { what, fix } = Object.keys(given.forms).length > 0 ? sharedTwice : unlike;
    throw problem('setting-invalid', what, fix);
  }
  return { forms, tensors: {}, reached: { blocks: shared } };
}

async function errorOf({ model, layers, tensors }: Given, forms: LayerForms, made: HostParameters) {
  const after = await denseOf(model, forms, made);
  let [error, all] = [0, 0];
  for (const { weight } of layers) {
    const values = valuesIn(after, weight.name);
    valuesIn(tensors, weight.name).forEach((value, i) => {
      error += (value - (values[i] ?? 0)) ** 2;
      all += value ** 2;
    });
  }
  return all > 0 ? error / all : 0;
}
