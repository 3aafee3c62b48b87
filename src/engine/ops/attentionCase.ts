/**
 * A transformer's block of our layers, for tests: what a vision transformer needs of the records (Dosovitskiy et al. 2021,
 * arXiv 2010.11929; pre-norm).
 */
import {
  add,
  concat,
  conv2d,
  matMul,
  mean,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { layerNorm } from '../layers/layerNorm.ts';
import { selfAttention } from '../layers/transformer/attention.ts';
import { embedTokens, linearTokens, tokenAt, tokensFrom, tokensOfMap } from '../layers/transformer/tokens.ts';
import { gelu } from './gelu/gelu.ts';

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
const normalised = (x: Tensor3D): Tensor3D =>
  layerNorm({ 'n.weight': weight(width), 'n.bias': weight(width) }, 'n', x, { training: true }, 1e-6);

/** [B, T, in] → [B, T, out] */
const dense = (x: Tensor3D, out: number): Tensor3D =>
  linearTokens({ 'l.weight': weight(x.shape[2], out), 'l.bias': weight(out) }, 'l', x);

const attention = (x: Tensor3D): Tensor3D =>
  dense(
    selfAttention(dense(x, 3 * width), { heads, width: width / heads, scale: Math.sqrt(heads / width) }),
    width,
  );

/** Images [B, 8, 8, 3] → [B, 6]: the class's token and the mean of the others, side by side. */
export function attentionCase(images: Tensor4D): Tensor2D {
  return tidy(() => {
    const patches = conv2d(images, weight(4, 4, 3, width), 4, 'valid');
    const flat = tokensOfMap(patches);
    const x = embedTokens(flat, [weight(1, 1, width)], weight(1, tokens, width));
    const attended = add(x, attention(normalised(x))) as Tensor3D;
    const after = add(attended, dense(gelu(dense(normalised(attended), 2 * width)), width)) as Tensor3D;
    const last = normalised(after);
    const others = mean(tokensFrom(last, 1), 1);
    const features = concat([tokenAt(last, 0), others], 1) as Tensor2D;
    return add(matMul(features, weight(2 * width, 6)), weight(6));
  });
}
