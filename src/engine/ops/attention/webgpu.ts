/**
 * Attention on WebGPU: three dispatches forward and four back for every turn of images.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import {
  type AttentionDispatch,
  type AttentionSizes,
  meansShader,
  overKeysShader,
  overQueriesShader,
  scoresShader,
  slopesShader,
  softmaxShader,
} from './attention.wgsl.ts';
import type { AttentionShape } from './given.ts';

/** Whether the shaders take it: they read four neighbours at a time. */
export const isInFours = ({ width }: AttentionShape) => width % 4 === 0;

/** Bytes of the scores that lie in memory at a time. */
const mostBytes = 32 * 2 ** 20;

const paddedTokens = (tokens: number) => 4 * Math.ceil(tokens / 4);
const scoreShape = ({ batch, tokens, heads }: AttentionSizes) => [
  batch * heads,
  tokens,
  paddedTokens(tokens),
];

/** The whole batch, in turns whose scores are not more than that where an image's are not. */
function turnsOf(
  { shape }: TensorInfo,
  { heads, width, scale }: AttentionShape,
  most: number,
): readonly AttentionSizes[] {
  const [images = 0, tokens = 0] = shape;
  const atOnce = Math.max(1, Math.floor(most / (4 * heads * tokens * paddedTokens(tokens))));
  return Array.from({ length: Math.ceil(images / atOnce) }, (_, turn) => {
    const first = turn * atOnce;
    return { batch: Math.min(atOnce, images - first), first, tokens, heads, width, scale };
  });
}

const run = (gpu: GpuBackend, { shader, workgroups }: AttentionDispatch, tensors: readonly TensorInfo[]) =>
  dispatch(gpu, shader, tensors, workgroups);

/** @returns y and logSums. */
export function gpuAttention(
  gpu: GpuBackend,
  qkv: TensorInfo,
  shape: AttentionShape,
  most = mostBytes,
): TensorInfo[] {
  const [batch = 0, tokens = 0] = qkv.shape;
  const y = gpu.makeTensorInfo([batch, tokens, shape.heads * shape.width], 'float32');
  const logSums = gpu.makeTensorInfo([batch, shape.heads, tokens], 'float32');
  for (const sizes of turnsOf(qkv, shape, most)) {
    const scores = gpu.makeTensorInfo(scoreShape(sizes), 'float32');
    run(gpu, scoresShader(sizes), [qkv, scores]);
    run(gpu, softmaxShader(sizes), [scores, logSums]);
    run(gpu, overKeysShader(sizes, 'y'), [scores, qkv, y]);
    gpu.disposeData(scores.dataId);
  }
  return [y, logSums];
}

interface GradientInfos {
  readonly dy: TensorInfo;
  readonly qkv: TensorInfo;
  readonly y: TensorInfo;
  readonly logSums: TensorInfo;
}

/** @returns dqkv. */
export function gpuAttentionGradient(
  gpu: GpuBackend,
  { dy, qkv, y, logSums }: GradientInfos,
  shape: AttentionShape,
  most = mostBytes,
): TensorInfo {
  const make = (lengths: readonly number[]) => gpu.makeTensorInfo([...lengths], 'float32');
  const [means, dqkv] = [make(logSums.shape), make(qkv.shape)];
  for (const sizes of turnsOf(qkv, shape, most / 2)) {
    const [shares, slopes] = [make(scoreShape(sizes)), make(scoreShape(sizes))];
    run(gpu, meansShader(sizes), [dy, y, means]);
    run(gpu, slopesShader(sizes), [qkv, dy, logSums, means, shares, slopes]);
    run(gpu, overKeysShader(sizes, 'dq'), [slopes, qkv, dqkv]);
    run(gpu, overQueriesShader(sizes), [shares, slopes, qkv, dy, dqkv]);
    for (const { dataId } of [shares, slopes]) gpu.disposeData(dataId);
  }
  gpu.disposeData(means.dataId);
  return dqkv;
}
