/**
 * Gradients of the cross entropy in evaluation mode: with batch norm's running statistics, folded into the filters.
 */
import {
  add,
  dispose,
  mul,
  type Scalar,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Model, Part } from '../families/model.ts';
import { batchNormSpecs } from '../layers/batchNorm.ts';
import { foldBatchNorm, foldedShift, isScale } from '../layers/foldBatchNorm.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import { type HostParameters, toDevice, toHost } from '../layers/hostParameters.ts';
import { named, type ParameterSpec, type Parameters, shaped } from '../layers/parameters.ts';
import { crossEntropy } from '../objectives/crossEntropy.ts';
import { gradientsThrough } from '../training/backward.ts';
import { held } from './quantising/folded.ts';

export interface LabelledBatch {
  /** [B, S, S, 3], normalised. */
  readonly images: Tensor4D;
  /** [B, K], one 1 a row. */
  readonly labels: Tensor2D;
}

export interface LossGradients {
  /** Filters as they are with batch norm folded in; all else as it was. */
  readonly weights: HostParameters;
  /** Of the batches' mean losses, summed, with respect to those of `weights` that are trained, and to norms' `foldedShift`. */
  readonly gradients: HostParameters;
  /** How many images were seen. */
  readonly images: number;
}

type Batches = Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>;
type BatchLoss = (logits: Tensor2D, labels: Tensor2D) => Scalar;

export interface PassSettings {
  /** Of a batch; its mean cross entropy unless given. */
  readonly loss?: BatchLoss;
  /** See `ForwardContext`. */
  readonly bend?: ForwardContext['bend'] | undefined;
}

const meanCrossEntropy: BatchLoss = (student, labels) =>
  crossEntropy.value({ student, teacher: student, labels, temperature: 1 });

/**
 * On the current backend. The forward pass is a training one whose norms are folded, which has no statistics of the batch.
 *
 * @param batches one at least; each is disposed once it was seen.
 * @throws Error where there is no batch
 */
export async function lossGradients(
  model: Model,
  tensors: HostParameters,
  batches: Batches,
  settings: PassSettings = {},
): Promise<LossGradients> {
  const { weights, sums, images } = await summedOver(
    model,
    tensors,
    batches,
    (gradients) => gradients,
    settings,
  );
  return { weights, gradients: sums, images };
}

export interface SquaredTerms {
  /**
   * (w·∂Lₙ/∂w)², the mean over images n, of every trained parameter but β, by its own name: a norm that is folded into a filter
   * changes nothing of the filter's, and has γ's beside them.
   */
  readonly terms: HostParameters;
  readonly images: number;
}

/**
 * The diagonal of the empirical Fisher information, times the weights' squares (LeCun et al. 1990, Optimal Brain Damage, with the
 * squared gradients of each image's cross entropy in place of second derivatives). One backward pass for each image.
 *
 * @param batches see `lossGradients`
 */
export async function squaredTerms(
  model: Model,
  tensors: HostParameters,
  batches: Batches,
): Promise<SquaredTerms> {
  const betas = toDevice(
    Object.fromEntries(normsOf(model).flatMap((norm) => entryOf(tensors, `${norm}.bias`))),
  );
  try {
    const squares = (gradients: Record<string, Tensor>, folded: Parameters) =>
      tidy(() => {
        const products = productsOf(model, gradients, folded, betas);
        return Object.fromEntries(Object.entries(products).map(([name, product]) => [name, square(product)]));
      });
    const { sums, images } = await summedOver(model, tensors, oneByOne(batches), squares);
    const means = Object.entries(sums).map(
      ([name, { shape, values }]) => [name, { shape, values: values.map((sum) => sum / images) }] as const,
    );
    return { terms: Object.fromEntries(means), images };
  } finally {
    dispose({ ...betas });
  }
}

/** w·∂L/∂w of every trained parameter, γ of folded norms among them: γ·∂L/∂γ = Σ w·∂L/∂w + (shift − β)·∂L/∂shift. */
function productsOf(
  { parameters: specs }: Model,
  gradients: Readonly<Record<string, Tensor>>,
  folded: Parameters,
  betas: Parameters,
): Readonly<Record<string, Tensor>> {
  const products: Record<string, Tensor> = {};
  for (const { name, kind, normalisedBy } of specs) {
    const gradient = gradients[name];
    if (!gradient) continue;
    const product = mul(gradient, named(folded, name));
    products[name] = product;
    if (normalisedBy === undefined) continue;
    const shift = foldedShift(normalisedBy);
    const ofFilter = sum(product, kind === 'depthwise' ? [0, 1, 3] : [0, 1, 2].slice(0, product.rank - 1));
    const moved = sub(named(folded, shift), named(betas, `${normalisedBy}.bias`));
    products[`${normalisedBy}.weight`] = add(ofFilter, mul(moved, named(gradients, shift)));
  }
  return products;
}

/**
 * |γ·∂L/∂γ| of every folded norm, by the name of γ, in float64.
 *
 * @param tensors as they were before norms were folded
 */
export function normTerms(
  model: Model,
  tensors: HostParameters,
  { weights, gradients }: Pick<LossGradients, 'weights' | 'gradients'>,
): Readonly<Record<string, Float64Array>> {
  const terms = model.parameters.flatMap(({ name, kind, shape, normalisedBy }) => {
    if (normalisedBy === undefined) return [];
    const [weight, gradient] = [held(weights, name).values, held(gradients, name).values];
    const channels = shape[kind === 'depthwise' ? 2 : shape.length - 1] ?? 0;
    const shift = foldedShift(normalisedBy);
    const [now, slope] = [held(weights, shift).values, held(gradients, shift).values];
    const beta = held(tensors, `${normalisedBy}.bias`).values;
    const products = Float64Array.from(beta, (b, c) => ((now[c] as number) - b) * (slope[c] as number));
    for (const [i, w] of weight.entries()) {
      products[i % channels] = (products[i % channels] as number) + w * (gradient[i] as number);
    }
    return [[`${normalisedBy}.weight`, products.map(Math.abs)] as const];
  });
  return Object.fromEntries(terms);
}

interface Summed {
  readonly weights: HostParameters;
  readonly sums: HostParameters;
  readonly images: number;
}

/** @param termsOf what is summed over batches: new tensors, or the gradients themselves. */
async function summedOver(
  { parts, parameters: specs }: Model,
  tensors: HostParameters,
  batches: Batches,
  termsOf: (gradients: Record<string, Tensor>, folded: Parameters) => Record<string, Tensor>,
  { loss = meanCrossEntropy, bend }: PassSettings = {},
): Promise<Summed> {
  const given = toDevice(tensors);
  const parameters = foldBatchNorm(specs, given);
  dispose({ ...given });
  let sums: Record<string, Tensor> | undefined;
  let seen = 0;
  try {
    for await (const { images, labels } of batches) {
      const gradients = gradientsThrough({
        parts: parts.map(withoutNorms),
        parameters,
        input: images,
        memory: 'recompute',
        bend,
        loss: ({ logits }) => loss(logits, labels),
      });
      const found = termsOf(gradients, parameters);
      if (found !== gradients) dispose(gradients);
      seen += images.shape[0];
      dispose([images, labels]);
      const before = sums;
      sums = before ? summed(before, found) : found;
      if (before) dispose([...Object.values(before), ...Object.values(found)]);
    }
    if (!sums) throw new Error('Gradients are of a batch at least.');
    const [weights, gradients] = await Promise.all([toHost(parameters), toHost(sums)]);
    return { weights, sums: gradients, images: seen };
  } finally {
    dispose([...Object.values(parameters), ...Object.values(sums ?? {})]);
  }
}

/** Each image of each batch as a batch. */
async function* oneByOne(batches: Batches): AsyncGenerator<LabelledBatch> {
  for await (const { images, labels } of batches) {
    try {
      for (let i = 0; i < images.shape[0]; i++) {
        yield { images: slice(images, i, 1), labels: slice(labels, i, 1) };
      }
    } finally {
      dispose([images, labels]);
    }
  }
}

const summed = (one: Record<string, Tensor>, other: Record<string, Tensor>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(one).map(([name, tensor]) => [name, tidy(() => add(tensor, other[name] ?? 0))]),
  );

const normsOf = ({ parameters }: Model): readonly string[] =>
  parameters.flatMap(({ normalisedBy }) => normalisedBy ?? []);

const entryOf = (tensors: HostParameters, name: string) => [[name, held(tensors, name)] as const];

/** Norms are folded: of each, the shift is left. */
function withoutNorms(part: Part): Part {
  const gone = new Set(
    part.parameters.flatMap(({ normalisedBy }) =>
      normalisedBy ? batchNormSpecs(normalisedBy, 0).map(({ name }) => name) : [],
    ),
  );
  const shifts = part.parameters.flatMap((spec): readonly ParameterSpec[] => {
    const { normalisedBy } = spec;
    if (normalisedBy === undefined || spec.role !== 'trainable') return [];
    const axis = spec.axes[spec.kind === 'depthwise' ? 2 : spec.axes.length - 1] ?? 1;
    const initial = { kind: 'constant', value: 0 } as const;
    return [
      { name: foldedShift(normalisedBy), kind: 'vector', ...shaped([axis]), role: 'trainable', initial },
    ];
  });
  const kept = part.parameters.filter(
    ({ name, normalisedBy }) => isScale(name, normalisedBy) || !gone.has(name),
  );
  return { ...part, parameters: [...kept, ...shifts] };
}
