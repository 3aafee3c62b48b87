/**
 * Tokens [B, N, D]: made of maps, put before others, taken out again, and pooled.
 */
import {
  add,
  concat,
  matMul,
  pad,
  reshape,
  slice,
  softmax,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  transpose,
} from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../forwardContext.ts';
import { linear } from '../linear.ts';
import type { Parameters } from '../parameters.ts';

/** [B, h, w, D] → [B, h·w, D], row by row. */
export function tokensOfMap(map: Tensor4D): Tensor3D {
  const [batch, height, width, channels] = map.shape;
  return reshape(map, [batch, height * width, channels]);
}

/**
 * Learned tokens before those of each image, and positions added to all of them.
 *
 * @param x [B, N, D]
 * @param first k of them, in tensors of one or more each, [1, 1, D].
 * @param positions [1, k + N, D]
 * @returns [B, k + N, D]
 */
export function embedTokens(x: Tensor3D, first: readonly Tensor[], positions: Tensor): Tensor3D {
  if (first.length === 0) return add(x, positions);
  const before = (count: number, behind: number): [number, number][] => [
    [0, 0],
    [count, behind],
    [0, 0],
  ];
  // The first tokens join the positions, which are the same for each image: what is as long as the batch is padded and added to once.
  const learned = first.length === 1 ? (first[0] as Tensor) : concat([...first], 1);
  const placed = add(positions, pad(learned, before(0, x.shape[1])));
  return add(pad(x, before(learned.shape[1] ?? 0, 0)), placed);
}

/** Token `i` of each image: [B, N, D] → [B, D]. */
export function tokenAt(x: Tensor3D, i: number): Tensor2D {
  const [batch, , width] = x.shape;
  return reshape(slice(x, [0, i, 0], [-1, 1, width]), [batch, width]);
}

/** Tokens `from` to the last: [B, N, D] → [B, N − from, D]. */
export function tokensFrom(x: Tensor3D, from: number): Tensor3D {
  const [, count, width] = x.shape;
  return slice(x, [0, from, 0], [-1, count - from, width]);
}

/**
 * A fully connected layer for each token, of parameters as `linear` has them.
 *
 * @param x [B, N, in]
 * @returns [B, N, out]
 */
export function linearTokens(
  parameters: Parameters,
  name: string,
  x: Tensor3D,
  context: Pick<ForwardContext, 'enter'> = {},
): Tensor3D {
  const [batch, count, width] = x.shape;
  const y = linear(parameters, name, reshape(x, [batch * count, width]), context, 'many');
  return reshape(y, [batch, count, y.shape[1]]);
}

/**
 * Sequence pooling (Hassani et al. 2021, arXiv 2104.05704, section 3): the mean of tokens, weighted by the softmax over tokens of a
 * linear layer with one output. In evaluation it gives the weights, [B, 1, N], to `context.tap` as `name` where somebody listens for that.
 *
 * @param x [B, N, D]
 * @returns [B, D]
 */
export function sequencePool(
  parameters: Parameters,
  name: string,
  x: Tensor3D,
  context: Partial<ForwardContext> = {},
): Tensor2D {
  const [batch, , width] = x.shape;
  const shares = softmax(transpose(linearTokens(parameters, name, x, context), [0, 2, 1]));
  if (!context.training && context.listens?.(name)) context.tap?.(name, shares);
  return reshape(matMul(shares, x), [batch, width]);
}
