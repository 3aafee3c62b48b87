/**
 * Batch norm on WebGPU against the composed one on the cpu backend.
 */
import {
  backend,
  dispose,
  engine,
  getBackend,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { TileSize } from '../webgpu/channelTile.ts';
import { type Draw, gapsToCpu } from '../webgpu/gapsToCpu.ts';
import type { GpuBackend } from '../webgpu/gpuBackend.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';
import { batchNormTraining, batchNormTrainingGradient } from './batchNorm.ts';
import type { Activation } from './given.ts';
import { gpuGradient, gpuTraining } from './webgpu.ts';

/** In parts of each result's largest number; both sides are float32. */
const tolerance = 1e-5;

type Shape = readonly [number, number, number, number];

/** One value, one channel, odd channels, several blocks of them (the last one not full), several workgroups of rows. */
const shapes: readonly Shape[] = [
  [1, 1, 1, 1],
  [2, 3, 3, 1],
  [2, 5, 3, 3],
  [2, 5, 5, 33],
  [2, 3, 3, 100],
  [3, 7, 5, 24],
  [2, 17, 16, 16],
];

interface Case {
  readonly shape: Shape;
  readonly activation: Activation;
  readonly residual: boolean;
  /** How WebGPU cuts it up; as it does on this adapter where it is missing. */
  readonly size?: TileSize;
}

const cases: readonly Case[] = [
  ...shapes.flatMap((shape) =>
    [false, true].map((residual) => ({ shape, activation: 'relu' as const, residual })),
  ),
  { shape: [2, 5, 3, 3], activation: 'linear', residual: false },
  { shape: [2, 4, 4, 8], activation: 'linear', residual: true },
  // As on hardware, where workgroups are larger and fold in several stages; a software adapter takes long to compile those.
  {
    shape: [3, 15, 9, 16],
    activation: 'relu',
    residual: true,
    size: { threads: 64, mostParts: 8, mostSlices: 8 },
  },
  {
    shape: [2, 9, 7, 3],
    activation: 'relu',
    residual: false,
    size: { threads: 64, mostParts: 3, mostSlices: 2 },
  },
];

const tensorOf = (info: Parameters<ReturnType<typeof engine>['makeTensorFromTensorInfo']>[0]) =>
  engine().makeTensorFromTensorInfo(info);

function bothWays(
  draw: Draw,
  { shape, activation, residual, size }: Case,
): Record<string, Tensor | undefined> {
  const settings = { activation, epsilon: 1e-5 };
  const channels = [shape[3]];
  const given = {
    // A mean beside which the deviation is small: E[x²] − μ² would lose three of seven digits.
    x: draw<Tensor4D>(shape, 30, 1),
    gamma: draw<Tensor1D>(channels, 1, 0.3),
    beta: draw<Tensor1D>(channels, 0, 0.5),
    residual: residual ? draw<Tensor4D>(shape) : undefined,
  };
  const { gamma, beta } = given;
  const dy = draw<Tensor4D>(shape);
  if (size && getBackend() === 'webgpu') {
    const gpu = backend() as GpuBackend;
    const forward = gpuTraining(gpu, given, settings, size).map(tensorOf);
    const [y, mean, variance, ...state] = forward as [Tensor4D, Tensor, Tensor, ...Tensor[]];
    const back = { dy, gamma, beta, y, state };
    const found = gpuGradient(gpu, back, { ...settings, residual }, size).map(tensorOf);
    const [dx, dGamma, dBeta, dResidual] = found;
    dispose(state);
    return { y, mean, variance, dx, dGamma, dBeta, dResidual };
  }
  const { y, mean, variance, state } = batchNormTraining(given, settings);
  const back = { dy, gamma, beta, state, y: activation === 'relu' ? y : undefined };
  const gradients = batchNormTrainingGradient(back, { ...settings, residual });
  dispose(state);
  return { y, mean, variance, ...gradients };
}

describe.skipIf(!gpuIsHere)('batch norm on webgpu (skipped without an adapter)', () => {
  it.each(cases)('of $shape, $activation, residual $residual', async (example) => {
    const gaps = await gapsToCpu((draw) => bothWays(draw, example));
    expect(Object.keys(gaps)).toHaveLength(example.residual ? 7 : 6);
    for (const [name, gap] of Object.entries(gaps)) expect(gap, name).toBeLessThan(tolerance);
  });
});
