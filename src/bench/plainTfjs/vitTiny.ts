/**
 * The lab's ViT-tiny as someone would write it in plain tfjs.
 */
import {
  add,
  concat,
  conv2d,
  erf,
  matMul,
  mean,
  mul,
  reshape,
  rsqrt,
  slice,
  softmax,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';

type Weights = Readonly<Record<string, Tensor>>;

const [width, depth, heads, headWidth, patch] = [96, 6, 3, 32, 4];
const epsilon = 1e-6;

function named(weights: Weights, name: string): Tensor {
  const weight = weights[name];
  if (!weight) throw new Error(`no weight is named ${name}`);
  return weight;
}

function normalise(weights: Weights, name: string, x: Tensor): Tensor {
  const apart = sub(x, mean(x, -1, true));
  const scaled = mul(apart, rsqrt(add(mean(square(apart), -1, true), epsilon)));
  return add(mul(scaled, named(weights, `${name}.weight`)), named(weights, `${name}.bias`));
}

/** [B, N, in] → [B, N, out] */
function dense(weights: Weights, name: string, x: Tensor): Tensor {
  const [batch = 0, tokens = 0, inputs = 0] = x.shape;
  const product = matMul(reshape(x, [batch * tokens, inputs]), named(weights, `${name}.weight`));
  return reshape(add(product, named(weights, `${name}.bias`)), [batch, tokens, -1]);
}

function attention(weights: Weights, name: string, x: Tensor): Tensor {
  const [batch = 0, tokens = 0] = x.shape;
  const mixed = dense(weights, `${name}.qkv`, x);
  const part = (i: number) =>
    transpose(
      reshape(slice(mixed, [0, 0, i * width], [-1, -1, width]), [batch, tokens, heads, headWidth]),
      [0, 2, 1, 3],
    );
  const shares = softmax(mul(matMul(part(0), part(1), false, true), 1 / Math.sqrt(headWidth)));
  const read = transpose(matMul(shares, part(2)), [0, 2, 1, 3]);
  return dense(weights, `${name}.proj`, reshape(read, [batch, tokens, width]));
}

const gelu = (x: Tensor) => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** [B, S, S, 3] → [B, K] */
export function vitTiny(weights: Weights, images: Tensor4D): Tensor2D {
  const [batch] = images.shape;
  const filter = named(weights, 'patch_embed.proj.weight') as Tensor4D;
  const map = add(conv2d(images, filter, patch, 'valid'), named(weights, 'patch_embed.proj.bias'));
  const first = tile(named(weights, 'cls_token'), [batch, 1, 1]);
  let x: Tensor = add(concat([first, reshape(map, [batch, -1, width])], 1), named(weights, 'pos_embed'));
  for (let i = 0; i < depth; i++) {
    const block = `blocks.${i}`;
    x = add(x, attention(weights, `${block}.attn`, normalise(weights, `${block}.norm1`, x)));
    const hidden = gelu(dense(weights, `${block}.mlp.fc1`, normalise(weights, `${block}.norm2`, x)));
    x = add(x, dense(weights, `${block}.mlp.fc2`, hidden));
  }
  const token = slice(normalise(weights, 'norm', x), [0, 0, 0], [-1, 1, -1]);
  const logits = matMul(
    reshape(token, [batch, width]) as Tensor2D,
    named(weights, 'head.weight') as Tensor2D,
  );
  return add(logits, named(weights, 'head.bias'));
}
