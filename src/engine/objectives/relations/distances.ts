/**
 * What stands between the rows of a batch: their distances, and the angles of every three of them.
 */
import {
  add,
  clipByValue,
  div,
  eye,
  matMul,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { rootOf } from '../primitives.ts';

/** ε of the authors' `pdist` under the root. */
const least = 1e-12;

/** 1 but on the diagonal, [B, B]. */
export const offDiagonal = (batch: number): Tensor2D => sub(1, eye(batch));

/** Squared Euclidean distances of rows, [B, F] → [B, B]; 0 on the diagonal. */
export function squaredDistances(rows: Tensor2D): Tensor2D {
  const [batch] = rows.shape;
  const gram = matMul(rows, rows, false, true);
  const squares = sum(mul(rows, rows), 1, true);
  const distances = sub(add(squares, reshape(squares, [1, batch])), mul(gram, 2));
  return mul(clipByValue(distances, least, 3e38), offDiagonal(batch));
}

/** Euclidean distances of rows, [B, F] → [B, B]. */
export const distances = (rows: Tensor2D): Tensor2D => rootOf(squaredDistances(rows)) as Tensor2D;

/**
 * cos ∠ x_j x_i x_k of every three rows, [B, F] → [B, B, B]; 0 where two of them are the same.
 * From products of rows, so that no [B, B, F] is made: (x_j − x_i)·(x_k − x_i) = G_jk − G_ij − G_ik + G_ii.
 */
export function angles(rows: Tensor2D): Tensor {
  const [batch] = rows.shape;
  const gram = matMul(rows, rows, false, true);
  const own = reshape(sum(mul(rows, rows), 1), [batch, 1, 1]);
  const [toFirst, toSecond] = [reshape(gram, [batch, batch, 1]), reshape(gram, [batch, 1, batch])];
  const products = add(sub(sub(reshape(gram, [1, batch, batch]), toFirst), toSecond), own);
  const away = offDiagonal(batch);
  // Ones on the diagonal, which nothing is divided by that stays.
  const lengths = add(distances(rows), eye(batch));
  const over = div(products, mul(reshape(lengths, [batch, batch, 1]), reshape(lengths, [batch, 1, batch])));
  return mul(over, mul(reshape(away, [batch, batch, 1]), reshape(away, [batch, 1, batch])));
}
