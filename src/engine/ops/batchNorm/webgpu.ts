/**
 * Batch norm in training on WebGPU: two dispatches forward, two back.
 */
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { channelTile, type TileSize, tileSizeOf } from '../webgpu/channelTile.ts';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { gradientShader, gradientSumsShader, headVectors, type Mask } from './backward.wgsl.ts';
import { normaliseShader, statisticsShader } from './forward.wgsl.ts';
import type {
  BatchNormGradientSettings,
  BatchNormGradientTensors,
  BatchNormSettings,
  BatchNormTensors,
} from './given.ts';
import { cutRows } from './rows.ts';

function cut(shape: readonly number[], size: TileSize) {
  const channels = shape.at(-1) ?? 1;
  const tile = channelTile(channels, size);
  const count = shape.reduce((product, length) => product * length, 1) / channels;
  return { channels, tile, rows: cutRows(tile, count) };
}

/** Returns y, mean, variance, and as state x, mean and variance again. */
export function gpuTraining(
  backend: GpuBackend,
  { x, gamma, beta, residual }: BatchNormTensors,
  { activation, epsilon }: BatchNormSettings,
  size = tileSizeOf(backend),
): TensorInfo[] {
  const { channels, tile, rows } = cut(x.shape, size);
  const make = (...shape: number[]) => backend.makeTensorInfo(shape, 'float32');
  const parts = make(rows.parts, 2, channels);
  dispatch(backend, statisticsShader(tile, rows), [x, parts], [rows.parts, tile.blocks]);
  const y = make(...x.shape);
  const [mean, variance] = [make(channels), make(channels)];
  const shader = normaliseShader(tile, rows, { activation, epsilon, residual: residual !== undefined });
  const tensors = [x, gamma, beta, parts, y, mean, variance, ...(residual ? [residual] : [])];
  dispatch(backend, shader, tensors, [rows.slices, tile.blocks]);
  backend.disposeData(parts.dataId);
  return [y, mean, variance, ...[x, mean, variance].map((tensor) => again(backend, tensor))];
}

/** Returns dx, dγ, dβ, and d residual where there was one. */
export function gpuGradient(
  backend: GpuBackend,
  { dy, gamma, beta, y, state }: BatchNormGradientTensors,
  { activation, epsilon, residual }: BatchNormGradientSettings,
  size = tileSizeOf(backend),
): TensorInfo[] {
  const [x, mean, variance] = state as readonly [Tensor, Tensor, Tensor];
  const { channels, tile, rows } = cut(dy.shape, size);
  const make = (...shape: number[]) => backend.makeTensorInfo(shape, 'float32');
  const mask: Mask = activation === 'linear' ? 'none' : residual ? 'from y' : 'from x';
  const parts = make(headVectors + 2 * rows.parts, channels);
  const masked = mask === 'from y' ? make(...dy.shape) : undefined;
  const reading: TensorInfo[] = [dy, x, mean, variance, gamma, parts];
  if (mask === 'from x') reading.push(beta);
  if (masked && y) reading.push(y, masked);
  dispatch(backend, gradientSumsShader(tile, rows, mask, epsilon), reading, [rows.parts, tile.blocks]);
  const [dx, dGamma, dBeta] = [make(...dy.shape), make(channels), make(channels)];
  const writing = [masked ?? dy, x, parts, dx, dGamma, dBeta];
  dispatch(backend, gradientShader(tile, rows, mask), writing, [rows.slices, tile.blocks]);
  backend.disposeData(parts.dataId);
  return [dx, dGamma, dBeta, ...(residual ? [masked ?? again(backend, dy)] : [])];
}

/** The same memory under another name: each is freed on its own. */
function again(backend: GpuBackend, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}
