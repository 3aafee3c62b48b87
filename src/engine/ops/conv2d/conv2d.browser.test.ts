/**
 * Dense convolutions on WebGPU, forward and both gradients, against the cpu backend.
 */
import {
  backend,
  conv2d,
  engine,
  getBackend,
  type NamedTensorMap,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { convAffine } from '../convAffine/convAffine.ts';
import { type ConvCase, convCases } from '../convCases.ts';
import { convGeometry } from '../convGeometry.ts';
import { type Draw, gapsToCpu } from '../webgpu/gapsToCpu.ts';
import { gpuIsHere } from '../webgpu/startGpuInBrowser.ts';

/** In parts of each result's largest number; both sides are float32. */
const tolerance = 1e-5;

const further: readonly ConvCase[] = [
  { what: 'fours of channels', input: [2, 5, 9, 8], filter: [3, 3, 8, 12], stride: 1, pad: 1 },
  { what: 'fours of channels, stride 2', input: [1, 8, 9, 4], filter: [3, 3, 4, 20], stride: 2, pad: 1 },
  { what: '1×1 of fours', input: [2, 3, 5, 8], filter: [1, 1, 8, 4], stride: 1, pad: 0 },
  // 60 parts of the filter gradient where threads are wanted.
  { what: 'many rows of one channel', input: [5, 12, 4, 1], filter: [3, 3, 1, 1], stride: 1, pad: 1 },
];

/** Not all of the common ones: compiling takes longer than computing. */
const chosen = [
  '3×3 stride 2 same, odd',
  '3×3 stride 3 with unread rows',
  '5×3 stride 2×1',
  '1×1 stride 3 on a pixel',
  '3×3 padded by its own size',
  '5 to 7 channels',
];
const cases = [...convCases.filter(({ what }) => chosen.includes(what)), ...further];

function threeWays(draw: Draw, { input, filter, stride, pad }: ConvCase): Record<string, Tensor> {
  const steps = { strides: stride, pad, dataFormat: 'NHWC' as const };
  const { outShape } = convGeometry(input, filter, steps);
  const [x, w, dy] = [draw<Tensor4D>(input), draw<Tensor4D>(filter), draw<Tensor4D>(outShape)];
  const run = (name: string, inputs: NamedTensorMap, shape: Record<string, number[]>) =>
    engine().runKernel(name, inputs, { ...steps, ...shape }) as Tensor;
  return {
    y: conv2d(x, w, stride, pad),
    dFilter: run('Conv2DBackpropFilter', { x, dy }, { filterShape: filter }),
    dx: run('Conv2DBackpropInput', { dy, filter: w }, { inputShape: input }),
  };
}

/** Computes as on another adapter, when on WebGPU. */
function onAdapter<Result>(architecture: string, compute: () => Result): Result {
  if (getBackend() !== 'webgpu') return compute();
  const gpu = backend() as unknown as { adapterInfo: object };
  const actual = gpu.adapterInfo;
  gpu.adapterInfo = { architecture };
  try {
    return compute();
  } finally {
    gpu.adapterInfo = actual;
  }
}

async function expectAgreement(compute: (draw: Draw) => Record<string, Tensor>): Promise<void> {
  for (const [name, gap] of Object.entries(await gapsToCpu(compute))) {
    expect(gap, name).toBeLessThan(tolerance);
  }
}

describe.skipIf(!gpuIsHere)('dense convolutions on webgpu (skipped without an adapter)', () => {
  it('finds the cases', () => {
    expect(cases).toHaveLength(chosen.length + further.length);
  });

  it.each(cases)('$what', async (given) => {
    await expectAgreement((draw) => onAdapter('swiftshader', () => threeWays(draw, given)));
  });

  it.each(further)('$what, cut up as for a GPU', async (given) => {
    await expectAgreement((draw) => onAdapter('a real one', () => threeWays(draw, given)));
  });

  it('leaves dilated filters to tfjs', async () => {
    await expectAgreement((draw) => ({
      y: conv2d(draw<Tensor4D>([2, 7, 6, 3]), draw<Tensor4D>([3, 3, 3, 4]), 1, 'same', 'NHWC', 2),
    }));
  });

  it.each([
    { channels: 5, scaled: true, added: true, activation: 'relu' as const },
    { channels: 8, scaled: true, added: true, activation: 'relu' as const },
    { channels: 8, scaled: false, added: false, activation: 'linear' as const },
  ])(
    'with its epilogue, $channels channels, $activation',
    async ({ channels, scaled, added, activation }) => {
      await expectAgreement((draw) => ({
        y: convAffine({
          x: draw<Tensor4D>([2, 7, 9, 3]),
          filter: draw<Tensor4D>([3, 3, 3, channels]),
          shift: draw<Tensor1D>([channels]),
          scale: scaled ? draw<Tensor1D>([channels]) : undefined,
          residual: added ? draw<Tensor4D>([2, 4, 5, channels]) : undefined,
          stride: 2,
          padding: 1,
          activation,
        }),
      }));
    },
  );
});
