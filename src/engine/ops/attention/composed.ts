/**
 * Attention and its gradient in other operations.
 */
import {
  add,
  concat,
  div,
  exp,
  log,
  matMul,
  max,
  mul,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tidy,
  transpose,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { AttentionGradientTensors, AttentionShape } from './given.ts';

/** [B, N, H·d] → [B, H, N, d] */
function byHead(x: Tensor, { heads, width }: AttentionShape): Tensor4D {
  const [batch = 0, tokens = 0] = x.shape;
  return transpose(reshape(x, [batch, tokens, heads, width]), [0, 2, 1, 3]);
}

/** [B, H, N, d] → [B, N, H·d] */
function together(x: Tensor4D): Tensor3D {
  const [batch, heads, tokens, width] = x.shape;
  return reshape(transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * width]);
}

/** q, k and v of [B, N, 3·H·d], [B, H, N, d] each. */
function partsOf(qkv: Tensor3D, shape: AttentionShape): readonly [Tensor4D, Tensor4D, Tensor4D] {
  const width = shape.heads * shape.width;
  const part = (i: number) => byHead(slice(qkv, [0, 0, i * width], [-1, -1, width]), shape);
  return [part(0), part(1), part(2)];
}

const scoresOf = (q: Tensor4D, k: Tensor4D, scale: number): Tensor4D => mul(matMul(q, k, false, true), scale);

export function composedAttention(qkv: Tensor3D, shape: AttentionShape): Tensor[] {
  return tidy(() => {
    const [q, k, v] = partsOf(qkv, shape);
    const scores = scoresOf(q, k, shape.scale);
    const most = max(scores, -1, true);
    const shares = exp(sub(scores, most));
    const sums = sum(shares, -1, true);
    const y = together(div(matMul(shares, v), sums));
    const [batch, heads, tokens] = q.shape;
    return [y, reshape(add(most, log(sums)), [batch, heads, tokens])];
  });
}

/** With the softmax by its name; without what only the gradient needs. */
export function recordedAttention(qkv: Tensor3D, shape: AttentionShape): Tensor[] {
  return tidy(() => [together(matMul(composedProbabilities(qkv, shape), partsOf(qkv, shape)[2]))]);
}

/** P, [B, H, N, N] of [B, N, 3·H·d]. */
export function composedProbabilities(qkv: Tensor3D, shape: AttentionShape): Tensor4D {
  return tidy(() => {
    const [q, k] = partsOf(qkv, shape);
    return softmax(scoresOf(q, k, shape.scale));
  });
}

export function composedGradient(
  { dy, qkv, y, logSums }: AttentionGradientTensors,
  shape: AttentionShape,
): Tensor3D {
  return tidy(() => {
    const [q, k, v] = partsOf(qkv, shape);
    const [batch, heads, tokens] = q.shape;
    const perRow = (x: Tensor): Tensor4D => reshape(x, [batch, heads, tokens, 1]);
    const probabilities = exp(sub(scoresOf(q, k, shape.scale), perRow(logSums)));
    const slopes = byHead(dy, shape);
    const along = perRow(sum(mul(slopes, byHead(y, shape)), -1));
    const dScores = mul(mul(probabilities, sub(matMul(slopes, v, false, true), along)), shape.scale);
    const parts = [
      matMul(dScores, k),
      matMul(dScores, q, true, false),
      matMul(probabilities, slopes, true, false),
    ];
    return concat(
      parts.map((part) => together(part as Tensor4D)),
      2,
    );
  });
}

/** Of P with respect to [B, N, 3·H·d]; nothing reaches v. */
export function probabilitiesGradient(
  dy: Tensor4D,
  qkv: Tensor3D,
  probabilities: Tensor4D,
  shape: AttentionShape,
): Tensor3D {
  return tidy(() => {
    const [q, k, v] = partsOf(qkv, shape);
    const along = sum(mul(dy, probabilities), -1, true);
    const dScores = mul(mul(probabilities, sub(dy, along)), shape.scale);
    const parts: Tensor[] = [matMul(dScores, k), matMul(dScores, q, true, false), zerosLike(v)];
    return concat(
      parts.map((part) => together(part as Tensor4D)),
      2,
    );
  });
}
