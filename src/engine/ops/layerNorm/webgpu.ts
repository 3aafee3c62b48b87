/**
 * Layer norm on WebGPU: one dispatch forward, three back.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dispatch } from '../webgpu/dispatch.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { isSoftware } from '../webgpu/isSoftware.ts';
import {
  columnPartsShader,
  columnSumsShader,
  hardwareSharing,
  layerNormGradientShader,
  layerNormShader,
  type RowSizes,
  softwareSharing,
} from './layerNorm.wgsl.ts';

function sizesOf({ shape }: TensorInfo): RowSizes {
  const channels = shape.at(-1) ?? 1;
  return { channels, rows: shape.slice(0, -1).reduce((product, length) => product * length, 1) };
}

const sharingOf = (gpu: GpuBackend) => (isSoftware(gpu) ? softwareSharing : hardwareSharing);

interface Given {
  readonly x: TensorInfo;
  readonly gamma: TensorInfo;
}

/** @returns y, means and inverses. */
export function gpuLayerNorm(
  gpu: GpuBackend,
  { x, gamma, beta }: Given & { readonly beta: TensorInfo },
  epsilon: number,
  sharing = sharingOf(gpu),
): TensorInfo[] {
  const perRow = [...x.shape.slice(0, -1), 1];
  const made = [x.shape, perRow, perRow].map((shape) => gpu.makeTensorInfo([...shape], 'float32'));
  const { shader, workgroups } = layerNormShader(sizesOf(x), sharing, epsilon);
  dispatch(gpu, shader, [x, gamma, beta, ...made], workgroups);
  return made;
}

interface GivenBack extends Given {
  readonly dy: TensorInfo;
  readonly mean: TensorInfo;
  readonly inverse: TensorInfo;
}

/** @returns dx, dγ and dβ. */
export function gpuLayerNormGradient(
  gpu: GpuBackend,
  { dy, x, gamma, mean, inverse }: GivenBack,
  sharing = sharingOf(gpu),
): TensorInfo[] {
  const sizes = sizesOf(x);
  const make = (...shape: number[]) => gpu.makeTensorInfo(shape, 'float32');
  const [dx, dGamma, dBeta] = [make(...x.shape), make(sizes.channels), make(sizes.channels)];
  const parts = make(sharing.parts, 2, sizes.channels);
  const toInput = layerNormGradientShader(sizes, sharing);
  dispatch(gpu, toInput.shader, [dy, x, gamma, mean, inverse, dx], toInput.workgroups);
  const columns = columnPartsShader(sizes, sharing);
  dispatch(gpu, columns.shader, [dy, x, mean, inverse, parts], columns.workgroups);
  const sums = columnSumsShader(sizes, sharing);
  dispatch(gpu, sums.shader, [parts, dGamma, dBeta], sums.workgroups);
  gpu.disposeData(parts.dataId);
  return [dx, dGamma, dBeta];
}
