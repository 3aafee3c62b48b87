/**
 * Attention of tokens to each other (Vaswani et al. 2017, arXiv 1706.03762, section 3.2), head by head:
 *
 *     y = P·v,   P = softmax(S) by rows,   S = scale·q·kᵀ
 *
 * q, k and v lie beside each other as timm's and PyTorch's fused projection gives them: of a token first all of q, then k, then v, in
 * each head after head.
 *
 * P is not kept: forward gives the logarithm of each row's sum, L = ln Σ exp(S), from which back P = exp(S − L) follows. With
 * dP = dy·vᵀ and δ = Σ dy·y of a row,
 *
 *     dS = P·(dP − δ),   dq = scale·dS·k,   dk = scale·dSᵀ·q,   dv = Pᵀ·dy.
 *
 * Neither is differentiable itself; `layers/transformer/attention.ts` makes one operation of the two.
 */
import { engine, type NamedAttrMap, type Tensor, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Op, Shaped } from '../op.ts';
import { shapeOf } from '../shapeRules.ts';
import { composedAttention, composedGradient, recordedAttention } from './composed.ts';
import type { AttentionGradientTensors, AttentionShape } from './given.ts';

const kernelName = 'Attention';
const gradientName = 'AttentionGradient';

export interface Attended {
  /** [B, N, H·d] */
  readonly y: Tensor3D;
  /** L, [B, H, N] */
  readonly logSums: Tensor3D;
}

/**
 * @param qkv [B, N, 3·H·d]
 * @returns tensors that are the caller's.
 */
export function attention(qkv: Tensor3D, shape: AttentionShape): Attended {
  const attributes = { ...shape } satisfies NamedAttrMap;
  const outputs = engine().runKernel(kernelName, { qkv }, attributes) as unknown as Tensor[];
  const [y, logSums] = outputs as [Tensor3D, Tensor3D];
  return { y, logSums };
}

/** [B, N, 3·H·d], the caller's. */
export function attentionGradient(tensors: AttentionGradientTensors, shape: AttentionShape): Tensor3D {
  return engine().runKernel(gradientName, { ...tensors }, { ...shape } satisfies NamedAttrMap) as Tensor3D;
}

const shapesOf = (inputs: Readonly<Record<string, Shaped>>, { heads, width }: AttentionShape) => {
  const [batch = 0, tokens = 0] = shapeOf(inputs, 'qkv');
  return { y: [batch, tokens, heads * width], logSums: [batch, heads, tokens] };
};

export const attentionOp: Op = {
  name: kernelName,
  shapes: (inputs, attributes) => {
    const { y, logSums } = shapesOf(inputs, attributes as unknown as AttentionShape);
    return [{ shape: y }, { shape: logSums }];
  },
  composed: ({ inputs, attrs }) =>
    composedAttention(inputs.qkv as Tensor3D, attrs as unknown as AttentionShape),
  recordedAs: ({ inputs, attrs }) =>
    recordedAttention(inputs.qkv as Tensor3D, attrs as unknown as AttentionShape),
};

export const attentionGradientOp: Op = {
  name: gradientName,
  shapes: (inputs) => ({ shape: shapeOf(inputs, 'qkv') }),
  composed: ({ inputs, attrs }) =>
    composedGradient(inputs as unknown as AttentionGradientTensors, attrs as unknown as AttentionShape),
};
