/**
 * Unstructured and block pruning: weights are set to zero and held there by masks (the form `masked`). The network has the shapes
 * that it had and is no faster.
 *
 * Weights of convolutions and linear layers are pruned, the first and the last layer among them unless `ends` says otherwise, as in
 * open_lth (Frankle et al.); biases and batch norm never are. A layer always keeps one unit.
 */
import { problem } from '../../../lang/problem.ts';
import type { LayerForm, LayerName } from '../../../spec/network/layerForms.ts';
import type { SparsityCriterion } from '../../../spec/recipe/sparsify.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { maskName } from '../../layers/forms/masked.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { fromTorchLayout, toTorchLayout } from '../../weights/layout.ts';
import { held } from '../quantising/folded.ts';
import { type LayerScores, type MaskSettings, masksOf } from './masks.ts';
import { denseLayers, type EntryScores, entryScores, type ScoringInputs } from './scores.ts';
import { matrixShape, pooled, unitShape } from './weightUnits.ts';

export interface SparsifySettings extends MaskSettings {
  readonly by: SparsityCriterion;
  /** Whether the first and the last layer are pruned like the others. */
  readonly ends: 'prune' | 'keep';
}

export interface SparsifyReport {
  readonly asked: { readonly keep: number };
  /** Shares of the units, and of the weights that are in them, that stayed. */
  readonly reached: { readonly keep: number; readonly weights: number };
  /** Of each layer that is pruned, in the network's order. */
  readonly layers: readonly {
    readonly layer: LayerName;
    readonly units: number;
    readonly kept: number;
  }[];
  /** Layers of several units of which one is left, as a layer never loses all. */
  readonly collapsed: readonly LayerName[];
}

export interface Sparsified {
  readonly checkpoint: Checkpoint;
  readonly report: SparsifyReport;
}

export interface Sparsifying extends ScoringInputs {
  /** Whether what was masked before stays so whatever it scores; otherwise the numbers under the mask are ranked. */
  readonly hard: boolean;
}

/** Masks in PyTorch's order, by layer. */
export type Masks = ReadonlyMap<LayerName, Uint8Array>;

/** SynFlow goes to its share in so many rounds, keep^(1/100) of what is left in each (Tanaka et al. 2020, algorithm 1). */
const synflowRounds = 100;

/** Masks a network's weights, those that are masked already among them. On the current backend. */
export async function sparsified(
  checkpoint: Checkpoint,
  settings: SparsifySettings,
  given: Sparsifying,
): Promise<Sparsified> {
  const { masks, report } = await sparsityMasks(checkpoint, settings, given);
  return { checkpoint: maskedBy(checkpoint, masks), report };
}

/** As `sparsified`, the masks alone. */
export async function sparsityMasks(
  checkpoint: Checkpoint,
  settings: SparsifySettings,
  { hard, batches, random }: Sparsifying,
): Promise<{ readonly masks: Masks; readonly report: SparsifyReport }> {
  const dense = unmasked(checkpoint, hard);
  const layers = prunableLayers(dense, settings.ends);
  let before: Masks = hard ? masksIn(checkpoint) : new Map();
  const rounds = settings.by === 'synflow' ? synflowRounds : 1;
  for (let round = 1; round <= rounds; round++) {
    const network = rounds > 1 ? { ...dense, tensors: zeroed(dense, layers, before) } : dense;
    const scores = await entryScores(network, settings.by, { batches, random });
    const keep = settings.keep ** (round / rounds);
    const rounding = round < rounds ? 'up' : 'even';
    const found = masksOf(layerScores(layers, scores, before), { ...settings, keep, rounding });
    before = new Map(found.map(({ layer, mask }) => [layer, mask]));
  }
  return { masks: before, report: sparsityReport(layers, before, settings) };
}

/**
 * Those whose weights can go: dense ones, or masked ones once they are made dense, in the network's order.
 *
 * @throws ProblemError `setting-invalid` where there is none
 */
export function prunableLayers(dense: Checkpoint, ends: 'prune' | 'keep'): readonly DenseLayer[] {
  const all = layersOf(build({ ...dense.architecture, forms: {} }).parameters);
  const outer = ends === 'keep' ? [all[0]?.name, all.at(-1)?.name] : [];
  const layers = denseLayers(dense).filter(({ name }) => !outer.includes(name));
  if (layers.length > 0) return layers;
  throw problem(
    'setting-invalid',
    'No layer of this network can lose weights: none is dense, or the first and the last are all that there are.',
    'Let the first and the last layer lose weights too, or sparsify the network that it was made of.',
  );
}

/** Of each layer its scores as a matrix. */
function layerScores(
  layers: readonly DenseLayer[],
  scores: EntryScores,
  before: Masks,
): readonly LayerScores[] {
  return layers.map(({ name, weight }) => ({
    layer: name,
    matrix: matrixShape(weight),
    scores: inTorchOrder(weight, scores.get(name) ?? new Float64Array(0)),
    stays: before.get(name),
  }));
}

/** As `toTorchLayout`, in float64: the places go through it in place of the values. */
function inTorchOrder({ kind, shape }: DenseLayer['weight'], values: Float64Array): Float64Array {
  const places = toTorchLayout(kind, shape, Float32Array.from(values.keys()));
  const ordered = new Float64Array(values.length);
  for (let i = 0; i < ordered.length; i++) ordered[i] = values[places[i] as number] as number;
  return ordered;
}

/** The masks of a network, in PyTorch's order. */
export function masksIn({ architecture, tensors }: Checkpoint): Masks {
  return new Map(
    maskedLayers({ architecture, tensors }).map(({ name, weight: { kind, shape } }) => {
      const mask = toTorchLayout(kind, shape, held(tensors, maskName(name)).values);
      return [name, Uint8Array.from(mask)] as const;
    }),
  );
}

const maskedLayers = ({ architecture }: Checkpoint) =>
  layersOf(build({ ...architecture, forms: {} }).parameters).filter(
    ({ name }) => architecture.forms[name]?.kind === 'masked',
  );

/**
 * The same network with no layer masked.
 *
 * @param zeroing whether what was masked is 0; otherwise what lies under the mask comes back.
 */
export function unmasked(checkpoint: Checkpoint, zeroing = true): Checkpoint {
  const { architecture } = checkpoint;
  const tensors: Record<string, HostParameter> = { ...checkpoint.tensors };
  const forms: Record<LayerName, LayerForm> = { ...architecture.forms };
  for (const { name, weight } of maskedLayers(checkpoint)) {
    const { shape, values } = held(tensors, weight.name);
    const mask = held(tensors, maskName(name)).values;
    if (zeroing) tensors[weight.name] = { shape, values: values.map((w, i) => (mask[i] === 0 ? 0 : w)) };
    delete tensors[maskName(name)];
    delete forms[name];
  }
  return { architecture: { ...architecture, forms }, tensors };
}

/** The weights with zeros where the masks say so. */
function zeroed({ tensors }: Checkpoint, layers: readonly DenseLayer[], masks: Masks): HostParameters {
  const changed = layers.map(({ name, weight }): [string, HostParameter] => {
    const { shape, values } = held(tensors, weight.name);
    const mask = maskTensor(weight, masks.get(name));
    return [weight.name, { shape, values: values.map((w, i) => (mask[i] === 0 ? 0 : w)) }];
  });
  return { ...tensors, ...Object.fromEntries(changed) };
}

/** In our layout; ones where there is no mask. */
export function maskTensor(
  { kind, shape }: Pick<DenseLayer['weight'], 'kind' | 'shape'>,
  mask: Uint8Array | undefined,
): Float32Array {
  if (mask) return fromTorchLayout(kind, shape, Float32Array.from(mask));
  return new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(1);
}

/**
 * The network with these masks in place of those that it has, and zeros where they say so. Layers that the masks do not name are as
 * they were; one whose mask has no zero is dense.
 */
export function maskedBy(checkpoint: Checkpoint, masks: Masks): Checkpoint {
  const tensors: Record<string, HostParameter> = { ...checkpoint.tensors };
  const forms: Record<LayerName, LayerForm> = { ...checkpoint.architecture.forms };
  const layers = layersOf(build({ ...checkpoint.architecture, forms: {} }).parameters);
  for (const { name, weight } of layers) {
    const mask = masks.get(name);
    if (!mask) continue;
    delete tensors[maskName(name)];
    delete forms[name];
    if (mask.every((one) => one === 1)) continue;
    const values = maskTensor(weight, mask);
    const { shape, values: weights } = held(tensors, weight.name);
    tensors[maskName(name)] = { shape, values };
    tensors[weight.name] = { shape, values: weights.map((w, i) => (values[i] === 0 ? 0 : w)) };
    forms[name] = { kind: 'masked' };
  }
  return { architecture: { ...checkpoint.architecture, forms }, tensors };
}

/** @param masks of the layers; a layer without one keeps all. */
export function sparsityReport(
  layers: readonly DenseLayer[],
  masks: Masks,
  { keep, what, block }: Pick<SparsifySettings, 'keep' | 'what' | 'block'>,
): SparsifyReport {
  const found = layers.map(({ name, weight }) => {
    const matrix = matrixShape(weight);
    const entries = matrix.rows * matrix.columns;
    const mask = masks.get(name) ?? new Uint8Array(entries).fill(1);
    const units = pooled(Float64Array.from(mask), matrix, unitShape(what, block, matrix), 'max');
    const kept = units.reduce((sum, one) => sum + one, 0);
    return { layer: name, units: units.length, kept, entries, stay: mask.reduce((sum, one) => sum + one, 0) };
  });
  const share = (of: 'kept' | 'stay', all: 'units' | 'entries') => {
    const [part, whole] = [of, all].map((key) => found.reduce((sum, layer) => sum + layer[key as 'kept'], 0));
    return whole ? (part ?? 0) / whole : 1;
  };
  return {
    asked: { keep },
    reached: { keep: share('kept', 'units'), weights: share('stay', 'entries') },
    layers: found.map(({ layer, units, kept }) => ({ layer, units, kept })),
    collapsed: found.filter(({ units, kept }) => kept === 1 && units > 1).map(({ layer }) => layer),
  };
}
