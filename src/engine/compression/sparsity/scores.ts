/**
 * How much each entry of a weight matters. All but the gradients are in float64; g = ∂L/∂w of the mean cross entropy, summed over the
 * batches, with batch norm's running statistics.
 *
 *     magnitude  |w|               Han et al. 2015, arXiv 1506.02626
 *     l2         w²                the same order of single entries; of units, their mean square
 *     taylor     |w·g|             Molchanov et al. 2019, arXiv 1906.10771, of each weight by itself
 *     snip       |w·g| / Σ|w·g|    Lee et al. 2019, arXiv 1810.02340, equation 5: the order is taylor's
 *     grasp      w·Hg              Wang et al. 2020, arXiv 2002.07376, the lowest go; see `gradientFlow`
 *     synflow    |w·∂R/∂w|         Tanaka et al. 2020, arXiv 2006.05467: R sums the outputs of the network with all numbers made
 *                                  absolute, for an image of ones; no data
 *     random                       the control
 */
import { ones, type Rank, sum, zeros } from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random.ts';
import type { SparsityCriterion } from '../../../spec/recipe/sparsify.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, type LossGradients, lossGradients } from '../lossGradients.ts';
import { held } from '../quantising/folded.ts';
import { gradientFlow } from './gradientFlow.ts';

type Batches = Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>;

export interface ScoringInputs {
  /** The same batches each time that it is called. Not touched by criteria that need no data. */
  readonly batches: () => Batches;
  /** For `random`: forked by the layer's name. */
  readonly random: Random;
}

/** Of every layer with a dense weight, [size] in our layout. */
export type EntryScores = ReadonlyMap<string, Float64Array>;

/** @param network whose layers of interest are dense. On the current backend. */
export async function entryScores(
  network: Checkpoint,
  by: SparsityCriterion,
  { batches, random }: ScoringInputs,
): Promise<EntryScores> {
  const layers = denseLayers(network);
  const weightOf = ({ weight }: DenseLayer) => held(network.tensors, weight.name).values;
  const each = (score: (layer: DenseLayer) => Float64Array): EntryScores =>
    new Map(layers.map((layer) => [layer.name, score(layer)]));
  switch (by) {
    case 'magnitude':
      return each((layer) => Float64Array.from(weightOf(layer), Math.abs));
    case 'l2':
      return each((layer) => Float64Array.from(weightOf(layer), (w) => w ** 2));
    case 'random':
      return each((layer) => {
        const stream = random.fork(layer.name);
        return Float64Array.from(weightOf(layer), () => stream.uniform());
      });
    case 'taylor':
      return sensitivity(layers, await gradientsOf(network, batches()));
    case 'snip':
      return normalised(sensitivity(layers, await gradientsOf(network, batches())));
    case 'grasp':
      return gradientFlow(network, layers, batches);
    case 'synflow':
      return sensitivity(layers, await synapticFlow(network));
  }
}

/** Layers whose weight stands as it is. */
export function denseLayers({ architecture }: Checkpoint): readonly DenseLayer[] {
  const dense = build({ ...architecture, forms: {} });
  return layersOf(dense.parameters).filter(
    ({ name }) => (architecture.forms[name]?.kind ?? 'dense') === 'dense',
  );
}

const gradientsOf = ({ architecture, tensors }: Checkpoint, batches: Batches) =>
  lossGradients(build(architecture), tensors, batches);

/** |w·g|, which a batch norm folded into w changes nothing of. */
function sensitivity(layers: readonly DenseLayer[], { weights, gradients }: LossGradients): EntryScores {
  return new Map(
    layers.map(({ name, weight }) => {
      const gradient = held(gradients, weight.name).values;
      const score = (w: number, i: number) => Math.abs(w * (gradient[i] as number));
      return [name, Float64Array.from(held(weights, weight.name).values, score)];
    }),
  );
}

function normalised(scores: EntryScores): EntryScores {
  let total = 0;
  for (const one of scores.values()) total = one.reduce((all, score) => all + score, total);
  return new Map(
    [...scores].map(([name, one]) => [name, total > 0 ? one.map((score) => score / total) : one]),
  );
}

async function synapticFlow({ architecture, tensors }: Checkpoint): Promise<LossGradients> {
  const absolute = Object.entries(tensors).map(
    ([name, { shape, values }]) => [name, { shape, values: values.map(Math.abs) }] as const,
  );
  const { imageSize, classes } = architecture;
  const image = {
    images: ones<Rank.R4>([1, imageSize, imageSize, 3]),
    labels: zeros<Rank.R2>([1, classes]),
  };
  return lossGradients(build(architecture), Object.fromEntries(absolute), [image], {
    loss: (logits) => sum(logits),
  });
}
