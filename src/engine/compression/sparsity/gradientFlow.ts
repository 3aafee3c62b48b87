/**
 * GraSP's score w·Hg (Wang et al. 2020, arXiv 2002.07376, equation 8), H the Hessian of the loss of logits divided by 200, and g its gradient.
 *
 * The published code takes Hg by a double backward pass, to which ReLU and max pooling are linear: it is the Hessian on the piece that each
 * activation is on. Here it is a difference of gradients along g, with five points and an error of the step's fourth power, of the network
 * held on these pieces (`heldKinks`): without that, activations that cross over put it off by a tenth at any step. Weights are moved
 * and gradients taken in float32, all else is float64; `graspStep` balances what float32 rounds with the step's error.
 */
import { dispose, div, scalar, type Tensor2D } from '@tensorflow/tfjs-core';
import { build } from '../../families/catalogue.ts';
import { epsilon } from '../../layers/batchNorm.ts';
import { type DenseLayer, outputsOf } from '../../layers/forms/form.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import { heldKinks } from '../../layers/kinks.ts';
import { crossEntropy } from '../../objectives/crossEntropy.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { type LabelledBatch, lossGradients, type PassSettings } from '../lossGradients.ts';
import { held } from '../quantising/folded.ts';

type Batches = Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>;
/** Of every layer with a dense weight, [size] in our layout. */
type ByLayer = ReadonlyMap<string, Float64Array>;

/** What the authors of GraSP divide logits by, so that the loss is nearly quadratic. */
const graspTemperature = 200;
/** How far the weights are moved along the gradient: the sum over layers of ‖h·g‖/‖w‖, to which a deep network's logits answer. */
const graspStep = 4e-3;
/** f′(0) ≈ Σ share · f(place · h) / h */
const differences = [
  { place: -2, share: 1 / 12 },
  { place: -1, share: -8 / 12 },
  { place: 1, share: 8 / 12 },
  { place: 2, share: -1 / 12 },
] as const;

const loss: NonNullable<PassSettings['loss']> = (logits, labels) => {
  const student = div<Tensor2D>(logits, scalar(graspTemperature));
  return crossEntropy.value({ student, teacher: student, labels, temperature: 1 });
};

/** @param batches the same each time that it is called. */
export async function gradientFlow(
  { architecture, tensors }: Checkpoint,
  layers: readonly DenseLayer[],
  batches: () => Batches,
): Promise<ByLayer> {
  const model = build(architecture);
  const weightOf = ({ weight }: DenseLayer) => held(tensors, weight.name).values;
  const slopes = async (
    of: HostParameters,
    given: Batches,
    bend?: PassSettings['bend'],
  ): Promise<ByLayer> => {
    const { gradients } = await lossGradients(model, of, given, { loss, bend });
    return new Map(layers.map((layer) => [layer.name, unfolded(layer, tensors, gradients)]));
  };
  const gradient = await slopes(tensors, batches());
  const products: ByLayer = new Map(
    layers.map((layer) => [layer.name, new Float64Array(weightOf(layer).length)]),
  );
  const shares = layers.map((layer) => lengthOf(gradient.get(layer.name) ?? []) / lengthOf(weightOf(layer)));
  const step = graspStep / shares.filter(Number.isFinite).reduce((sum, share) => sum + share, 0);
  if (!Number.isFinite(step)) return products;
  const moved = (by: number): HostParameters => ({
    ...tensors,
    ...Object.fromEntries(
      layers.map(({ name, weight }): [string, HostParameter] => {
        const { shape, values } = held(tensors, weight.name);
        return [weight.name, { shape, values: values.map((w, i) => w + by * at(gradient, name, i)) }];
      }),
    ),
  });
  for await (const { images, labels } of batches()) {
    const kinks = heldKinks();
    const again = (where: HostParameters) =>
      slopes(where, [{ images: images.clone(), labels: labels.clone() }], kinks.bend);
    try {
      await again(tensors);
      for (const { place, share } of differences) {
        const found = await again(moved(place * step));
        for (const [name, product] of products) {
          for (const i of product.keys())
            product[i] = at(products, name, i) + (share / step) * at(found, name, i);
        }
      }
    } finally {
      kinks.dispose();
      dispose([images, labels]);
    }
  }
  return new Map(
    layers.map((layer) => [
      layer.name,
      Float64Array.from(weightOf(layer), (w, i) => w * at(products, layer.name, i)),
    ]),
  );
}

const at = (values: ByLayer, layer: string, place: number) => values.get(layer)?.[place] ?? 0;

const lengthOf = (values: Iterable<number>) => {
  let squares = 0;
  for (const value of values) squares += value ** 2;
  return Math.sqrt(squares);
};

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
