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
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  type KernelFunc,
  type NamedAttrMap,
  type Tensor,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import type { Op, Shaped } from '../op.ts';
import { shapeOf } from '../shapeRules.ts';
import { canAssemble } from '../simd/compile.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { composedAttention, composedGradient, recordedAttention } from './composed.ts';
import type { AttentionGradientTensors, AttentionShape } from './given.ts';
import { wasmAttention, wasmAttentionGradient } from './wasm.ts';
import { gpuAttention, gpuAttentionGradient, isInFours } from './webgpu.ts';

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

const shapeIn = (attributes: unknown) => attributes as AttentionShape;

const composed: KernelFunc = ({ inputs, attrs }) => composedAttention(inputs.qkv as Tensor3D, shapeIn(attrs));
const gradientComposed: KernelFunc = ({ inputs, attrs }) =>
  composedGradient(inputs as unknown as AttentionGradientTensors, shapeIn(attrs));

export const attentionOp: Op = {
  name: kernelName,
  shapes: (inputs, attributes) => {
    const { y, logSums } = shapesOf(inputs, shapeIn(attributes));
    return [{ shape: y }, { shape: logSums }];
  },
  composed,
  kernels: {
    wasm: (given) =>
      canAssemble(given.backend as BackendWasm)
        ? wasmAttention(given.backend as BackendWasm, given.inputs.qkv as Tensor3D, shapeIn(given.attrs))
        : composed(given),
    webgpu: (given) =>
      isInFours(shapeIn(given.attrs))
        ? gpuAttention(given.backend as GpuBackend, given.inputs.qkv as Tensor3D, shapeIn(given.attrs))
        : composed(given),
  },
  recordedAs: ({ inputs, attrs }) => recordedAttention(inputs.qkv as Tensor3D, shapeIn(attrs)),
};

export const attentionGradientOp: Op = {
  name: gradientName,
  shapes: (inputs) => ({ shape: shapeOf(inputs, 'qkv') }),
  composed: gradientComposed,
  kernels: {
    wasm: (given) => {
      const tensors = given.inputs as unknown as AttentionGradientTensors;
      return canAssemble(given.backend as BackendWasm)
        ? wasmAttentionGradient(given.backend as BackendWasm, tensors, shapeIn(given.attrs))
        : gradientComposed(given);
    },
    webgpu: (given) => {
      const tensors = given.inputs as unknown as AttentionGradientTensors;
      return isInFours(shapeIn(given.attrs))
        ? gpuAttentionGradient(given.backend as GpuBackend, tensors, shapeIn(given.attrs))
        : gradientComposed(given);
    },
  },
};
