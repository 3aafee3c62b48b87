/**
 * Attention on WebGPU: three dispatches forward, four back.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import {
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

function sizesOf({ shape }: TensorInfo, { heads, width, scale }: AttentionShape): AttentionSizes {
  const [batch = 0, tokens = 0] = shape;
  return { batch, tokens, heads, width, scale };
}

const scoreShape = ({ batch, tokens, heads }: AttentionSizes) => [
  batch * heads,
  tokens,
  4 * Math.ceil(tokens / 4),
];

export function gpuAttention(gpu: GpuBackend, qkv: TensorInfo, shape: AttentionShape): TensorInfo[] {
  const sizes = sizesOf(qkv, shape);
  const { batch, tokens, heads, width } = sizes;
  const scores = gpu.makeTensorInfo(scoreShape(sizes), 'float32');
  const y = gpu.makeTensorInfo([batch, tokens, heads * width], 'float32');
  const logSums = gpu.makeTensorInfo([batch, heads, tokens], 'float32');
  const [first, second, third] = [scoresShader(sizes), softmaxShader(sizes), overKeysShader(sizes, 'y')];
  dispatch(gpu, first.shader, [qkv, scores], first.workgroups);
  dispatch(gpu, second.shader, [scores, logSums], second.workgroups);
  dispatch(gpu, third.shader, [scores, qkv, y], third.workgroups);
  gpu.disposeData(scores.dataId);
  return [y, logSums];
}

interface GradientInfos {
  readonly dy: TensorInfo;
  readonly qkv: TensorInfo;
  readonly y: TensorInfo;
  readonly logSums: TensorInfo;
}

export function gpuAttentionGradient(
  gpu: GpuBackend,
  { dy, qkv, y, logSums }: GradientInfos,
  shape: AttentionShape,
): TensorInfo {
  const sizes = sizesOf(qkv, shape);
  const make = (lengths: readonly number[]) => gpu.makeTensorInfo([...lengths], 'float32');
  const [means, shares, slopes] = [make(logSums.shape), make(scoreShape(sizes)), make(scoreShape(sizes))];
  const dqkv = make(qkv.shape);
  const run = ({ shader, workgroups }: ReturnType<typeof slopesShader>, tensors: TensorInfo[]) =>
    dispatch(gpu, shader, tensors, workgroups);
  run(meansShader(sizes), [dy, y, means]);
  run(slopesShader(sizes), [qkv, dy, logSums, means, shares, slopes]);
  run(overKeysShader(sizes, 'dq'), [slopes, qkv, dqkv]);
  run(overQueriesShader(sizes), [shares, slopes, qkv, dy, dqkv]);
  for (const { dataId } of [means, shares, slopes]) gpu.disposeData(dataId);
  return dqkv;
}
