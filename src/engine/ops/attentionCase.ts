/**
 * A transformer's block in tfjs's operations, for tests: what a vision transformer needs of the records (Dosovitskiy et al. 2021,
 * arXiv 2010.11929; pre-norm).
 */
import {
  add,
  concat,
  conv2d,
  erf,
  matMul,
  mean,
  mul,
  pad,
  reshape,
  rsqrt,
  slice,
  softmax,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';

const width = 8;
const heads = 2;
/** 2 × 2 patches of 4 × 4 pixels: four, and one more for the class. */
const tokens = 5;

/** Fixed weights, small and unlike. */
function weight<T extends Tensor>(...shape: number[]): T {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    Float32Array.from({ length: size }, (_, i) => 0.6 * Math.sin(2 * i + size)),
    shape,
  ) as T;
}

/** Over the last axis, [B, T, D]. */
function layerNorm(x: Tensor): Tensor {
  const centred = sub(x, mean(x, -1, true));
  const variance = mean(square(centred), -1, true);
  return add(mul(mul(centred, rsqrt(add(variance, 1e-6))), weight(width)), weight(width));
}

/** [B, T, in] → [B, T, out] */
const dense = (x: Tensor, out: number): Tensor =>
  add(matMul(x, weight(x.shape.at(-1) ?? 0, out)), weight(out));

/** [B, T, D] → [B, heads, T, D / heads] */
const byHead = (x: Tensor): Tensor =>
  transpose(reshape(x, [x.shape[0] ?? 0, tokens, heads, width / heads]), [0, 2, 1, 3]);

function attention(x: Tensor): Tensor {
  const mixed = dense(x, 3 * width);
  const [q, k, v] = [0, 1, 2].map((part) => byHead(slice(mixed, [0, 0, part * width], [-1, -1, width]))) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const weights = softmax(mul(matMul(q, k, false, true), Math.sqrt(heads / width)));
  const read = transpose(matMul(weights, v), [0, 2, 1, 3]);
  return dense(reshape(read, [x.shape[0] ?? 0, tokens, width]), width);
}

const gelu = (x: Tensor): Tensor => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** Images [B, 8, 8, 3] → [B, 6]: the class's token and the mean of the others, side by side. */
export function attentionCase(images: Tensor4D): Tensor2D {
  return tidy(() => {
    const patches = conv2d(images, weight(4, 4, 3, width), 4, 'valid');
    const flat = reshape(patches, [images.shape[0], tokens - 1, width]);
    // The class's token is zeros here, and its place in the positions what it begins as: its shape has no batch.
    const first: [number, number][] = [
      [0, 0],
      [1, 0],
      [0, 0],
    ];
    const x = add(pad(flat, first), weight(1, tokens, width));
    const attended = add(x, attention(layerNorm(x)));
    const after = add(attended, dense(gelu(dense(layerNorm(attended), 2 * width)), width));
    const last = layerNorm(after);
    const own = slice(last, [0, 0, 0], [-1, 1, width]);
    const others = mean(slice(last, [0, 1, 0], [-1, tokens - 1, width]), 1);
    const features = concat([reshape(own, [images.shape[0], width]), others], 1) as Tensor2D;
    return add(matMul(features, weight(2 * width, 6)), weight(6));
  });
}
