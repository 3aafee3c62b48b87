import {
  add,
  div,
  exp,
  eye,
  log,
  matMul,
  mean,
  mul,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import { fixed, stopped } from '../primitives.ts';

/** τ of RepDistiller's CIFAR-100 runs. */
export const contrastTemperature = 0.07;

/** ε of the authors' code. */
const small = 1e-7;

/** e^(v·w/τ) of each image's vector and its candidates, [B, D] and [B, K, D] → [B, K]. */
export function likenesses(vectors: Tensor2D, candidates: Tensor3D, temperature: number): Tensor2D {
  const [batch, width] = vectors.shape;
  const products = matMul(candidates, reshape(vectors, [batch, width, 1]));
  return exp(mul(reshape(products, [batch, candidates.shape[1]]), 1 / temperature));
}

interface Estimation {
  /** 1 where a candidate is the image itself, [B, K] or broadcast to it; one of each row. */
  readonly positive: Tensor;
  /** Z; nothing is differentiated by it. */
  readonly normaliser: Tensor;
  /** M, how many images candidates are drawn from. */
  readonly images: number;
}

/**
 * Noise-contrastive estimation: −1/B Σ [log x₊/(x₊ + N/M) + Σ₋ log (N/M)/(x₋ + N/M)], x = e^(v·w/τ)/Z, N negatives of each image.
 *
 * @param scores e^(v·w/τ), [B, K]
 */
export function noiseContrast(scores: Tensor2D, { positive, normaliser, images }: Estimation): Scalar {
  const [batch, candidates] = scores.shape;
  const noise = (candidates - 1) / images;
  const x = div(scores, normaliser);
  const both = add(x, noise + small);
  // log x₊ of the positive, log N/M of the others.
  const numerator = add(
    mul(log(add(mul(x, positive), sub(1, positive))), positive),
    mul(sub(1, positive), Math.log(noise)),
  );
  return mul<Scalar>(sum(sub(log(both), numerator)), 1 / batch);
}

/** Z of a first batch: the mean score times M. */
export const normaliserOf = (scores: Tensor, images: number): Scalar =>
  fixed([scores], () => mul<Scalar>(mean(scores), images));

/**
 * The sum of both directions: the student's vector of an image against the teacher's of the batch, and the other way round, each with the
 * other side held still. Tian et al. 2020, arXiv 1910.10699, equations 9 to 18; there negatives come from a bank of all images' vectors, here
 * they are the batch's other images, and Z is that of the batch.
 *
 * @param student [B, D], rows of length 1, B at least 2
 * @param teacher [B, D], rows of length 1; what made it may learn too
 */
export function contrastInBatch(
  student: Tensor2D,
  teacher: Tensor2D,
  temperature = contrastTemperature,
): Scalar {
  const [images] = student.shape;
  const positive = eye(images);
  const against = (mine: Tensor2D, others: Tensor2D) => {
    const scores: Tensor2D = exp(mul(matMul(mine, stopped(others), false, true), 1 / temperature));
    return noiseContrast(scores, { positive, normaliser: normaliserOf(scores, images), images });
  };
  return add<Scalar>(against(student, teacher), against(teacher, student));
}
