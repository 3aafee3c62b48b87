/**
 * How much each entry of a weight matters. All but the gradients are in float64; g = ∂L/∂w of the mean cross entropy, summed over the
 * batches, with batch norm's running statistics.
 *
 *     magnitude  |w|               Han et al. 2015, arXiv 1506.02626
 *     l2         w²                the same order of single entries; of units, their mean square
 *     taylor     |w·g|             Molchanov et al. 2019, arXiv 1906.10771, of each weight by itself
 *     snip       |w·g| / Σ|w·g|    Lee et al. 2019, arXiv 1810.02340, equation 5: the order is taylor's
 *     grasp      w·Hg              Wang et al. 2020, arXiv 2002.07376, of logits divided by 200 as its authors do; the lowest go
 *     synflow    |w·∂R/∂w|         Tanaka et al. 2020, arXiv 2006.05467: R sums the outputs of the network with all numbers made
 *                                  absolute, for an image of ones; no data
 *     random                       the control
 *
 * GraSP's product of the Hessian with the gradient is a central difference of gradients along it. Activations that cross ReLU's kink on
 * the way put it off by up to a tenth: a double backward pass, whose kinks stay where they are, does not see them.
 */
import { div, ones, type Rank, scalar, sum, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random.ts';
import type { SparsityCriterion } from '../../../spec/recipe/sparsify.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { epsilon } from '../../layers/batchNorm.ts';
import { type DenseLayer, outputsOf } from '../../layers/forms/form.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import { crossEntropy } from '../../objectives/crossEntropy.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, type LossGradients, lossGradients } from '../lossGradients.ts';
import { held } from '../quantising/folded.ts';

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

/** What the authors of GraSP divide logits by, so that the loss is nearly quadratic. */
const graspTemperature = 200;
/** How far the weights are moved along the gradient, of their own length. */
const graspStep = 1e-3;

async function gradientFlow(
  network: Checkpoint,
  layers: readonly DenseLayer[],
  batches: () => Batches,
): Promise<EntryScores> {
  const slopes = async (tensors: HostParameters) => {
    const found = await lossGradients(build(network.architecture), tensors, batches(), (logits, labels) => {
      const student = div<Tensor2D>(logits, scalar(graspTemperature));
      return crossEntropy.value({ student, teacher: student, labels, temperature: 1 });
    });
    return new Map(layers.map((layer) => [layer.name, unfolded(layer, network.tensors, found.gradients)]));
  };
  const gradient = await slopes(network.tensors);
  const length = (values: Iterable<Iterable<number>>) => {
    let squares = 0;
    for (const one of values) for (const value of one) squares += value ** 2;
    return Math.sqrt(squares);
  };
  const own = length(layers.map(({ weight }) => held(network.tensors, weight.name).values));
  const step = (graspStep * own) / length(gradient.values());
  if (!Number.isFinite(step)) return new Map([...gradient].map(([name, g]) => [name, g.map(() => 0)]));
  const moved = (by: number): HostParameters => ({
    ...network.tensors,
    ...Object.fromEntries(
      layers.map(({ name, weight }): [string, HostParameter] => {
        const { shape, values } = held(network.tensors, weight.name);
        const direction = gradient.get(name) ?? new Float64Array(values.length);
        return [weight.name, { shape, values: values.map((w, i) => w + by * (direction[i] as number)) }];
      }),
    ),
  });
  const [ahead, behind] = [await slopes(moved(step)), await slopes(moved(-step))];
  return new Map(
    layers.map(({ name, weight }) => {
      const [up, down] = [ahead.get(name), behind.get(name)];
      const score = (w: number, i: number) => (w * ((up?.[i] ?? 0) - (down?.[i] ?? 0))) / (2 * step);
      return [name, Float64Array.from(held(network.tensors, weight.name).values, score)];
    }),
  );
}

/** ∂L/∂w from ∂L/∂(w·a), a = γ/√(σ² + ε). */
function unfolded(
  { weight, norm }: DenseLayer,
  tensors: HostParameters,
  gradients: HostParameters,
): Float64Array {
  const folded = Float64Array.from(held(gradients, weight.name).values);
  if (norm === undefined) return folded;
  const [gamma, variance] = ['weight', 'running_var'].map((part) => held(tensors, `${norm}.${part}`).values);
  const channels = outputsOf(weight);
  const scale = Float64Array.from(gamma ?? [], (g, c) => g / Math.sqrt((variance?.[c] ?? 0) + epsilon));
  return folded.map((value, i) => value * (scale[i % channels] as number));
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
  return lossGradients(build(architecture), Object.fromEntries(absolute), [image], (logits) => sum(logits));
}
