/**
 * Gradients of the cross entropy in evaluation mode: with batch norm's running statistics, folded into the filters.
 */
import { add, dispose, type Tensor, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Model, Part } from '../families/model.ts';
import { batchNormSpecs } from '../layers/batchNorm.ts';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import { type HostParameters, toDevice, toHost } from '../layers/hostParameters.ts';
import { crossEntropy } from '../objectives/crossEntropy.ts';
import { gradientsThrough } from '../training/backward.ts';

export interface LabelledBatch {
  /** [B, S, S, 3], normalised. */
  readonly images: Tensor4D;
  /** [B, K], one 1 a row. */
  readonly labels: Tensor2D;
}

export interface LossGradients {
  /** Filters as they are with batch norm folded in; all else as it was. */
  readonly weights: HostParameters;
  /** Of the batches' mean losses, summed, with respect to those of `weights` that are trained. */
  readonly gradients: HostParameters;
  /** How many images were seen. */
  readonly images: number;
}

/**
 * On the current backend. The forward pass is a training one whose norms are folded, which has no statistics of the batch.
 *
 * @param batches one at least; each is disposed once it was seen.
 * @throws Error where there is no batch
 */
export async function lossGradients(
  { parts, parameters: specs }: Model,
  tensors: HostParameters,
  batches: Iterable<LabelledBatch> | AsyncIterable<LabelledBatch>,
): Promise<LossGradients> {
  const given = toDevice(tensors);
  const parameters = foldBatchNorm(specs, given);
  dispose({ ...given });
  let sums: Record<string, Tensor> | undefined;
  let seen = 0;
  try {
    for await (const { images, labels } of batches) {
      const found = gradientsThrough({
        parts: parts.map(withoutNorms),
        parameters,
        input: images,
        memory: 'recompute',
        loss: ({ logits: student }) =>
          crossEntropy.value({ student, teacher: student, labels, temperature: 1 }),
      });
      seen += images.shape[0];
      dispose([images, labels]);
      const before = sums;
      sums = before ? summed(before, found) : found;
      if (before) dispose([...Object.values(before), ...Object.values(found)]);
    }
    if (!sums) throw new Error('Gradients are of a batch at least.');
    const [weights, gradients] = await Promise.all([toHost(parameters), toHost(sums)]);
    return { weights, gradients, images: seen };
  } finally {
    dispose([...Object.values(parameters), ...Object.values(sums ?? {})]);
  }
}

const summed = (one: Record<string, Tensor>, other: Record<string, Tensor>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(one).map(([name, tensor]) => [name, tidy(() => add(tensor, other[name] ?? 0))]),
  );

function withoutNorms(part: Part): Part {
  const gone = new Set(
    part.parameters.flatMap(({ normalisedBy }) =>
      normalisedBy ? batchNormSpecs(normalisedBy, 0).map(({ name }) => name) : [],
    ),
  );
  return { ...part, parameters: part.parameters.filter(({ name }) => !gone.has(name)) };
}
