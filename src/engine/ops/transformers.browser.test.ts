/**
 * What transformers are made of on WebGPU, both ways, against the composed forms on the cpu backend.
 */
import {
  backend,
  engine,
  getBackend,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { attention, attentionGradient } from './attention/attention.ts';
import { gpuAttention, gpuAttentionGradient } from './attention/webgpu.ts';
import { dropped } from './dropout/dropout.ts';
import { gelu, geluGradient } from './gelu/gelu.ts';
import { layerNormGradient, layerNormRows } from './layerNorm/layerNorm.ts';
import { hardwareSharing, type Sharing } from './layerNorm/layerNorm.wgsl.ts';
import { gpuLayerNorm, gpuLayerNormGradient } from './layerNorm/webgpu.ts';
import { tokenLinearGradient, tokenLinearProduct } from './tokenLinear/tokenLinear.ts';
import { type Draw, gapsToCpu } from './webgpu/gapsToCpu.ts';
import type { GpuBackend } from './webgpu/gpuBackend.ts';
import { gpuIsHere } from './webgpu/startGpuInBrowser.ts';

type Found = Readonly<Record<string, Tensor | undefined>>;

async function expectClose(compute: (draw: Draw) => Found, results: number): Promise<void> {
  const gaps = await gapsToCpu(compute);
  expect(Object.keys(gaps)).toHaveLength(results);
  for (const [name, gap] of Object.entries(gaps)) expect(gap, name).toBeLessThan(1e-5);
}

const tensorOf = (info: Parameters<ReturnType<typeof engine>['makeTensorFromTensorInfo']>[0]) =>
  engine().makeTensorFromTensorInfo(info);

function normalised(draw: Draw, shape: readonly number[], sharing?: Sharing): Found {
  const width = [shape.at(-1) ?? 1];
  const given = {
    // A mean beside which the deviation is small.
    x: draw(shape, 30, 1),
    gamma: draw<Tensor1D>(width, 1, 0.3),
    beta: draw<Tensor1D>(width),
  };
  const dy = draw(shape);
  if (sharing && getBackend() === 'webgpu') {
    const gpu = backend() as GpuBackend;
    const [y, mean, inverse] = gpuLayerNorm(gpu, given, 1e-6, sharing).map(tensorOf) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const back = gpuLayerNormGradient(gpu, { ...given, dy, mean, inverse }, sharing).map(tensorOf);
    const [dx, dGamma, dBeta] = back;
    return { y, mean, inverse, dx, dGamma, dBeta };
  }
  const rows = layerNormRows(given, 1e-6);
  return { ...rows, ...layerNormGradient({ ...given, ...rows, dy }) };
}

describe.skipIf(!gpuIsHere)('on webgpu (skipped without an adapter)', () => {
  // One number, widths that vectors of four divide and that they do not; as on hardware, where threads share a row, too.
  it.each([
    [[1, 1], undefined],
    [[3, 5, 7], undefined],
    [[2, 17, 48], undefined],
    [[2, 17, 48], hardwareSharing],
    [[5, 33], { lanes: 4, parts: 3 }],
  ] as const)('layer norm of %j, shared out %j', (shape, sharing) =>
    expectClose((draw) => normalised(draw, shape, sharing), 6),
  );

  it.each([[[8, 12]], [[7, 3]]])('GELU of %j', (shape) =>
    expectClose((draw) => {
      const x = draw(shape, 0, 3);
      return { y: gelu(x), dx: geluGradient(draw(shape), x) };
    }, 2),
  );

  // One token, no whole vector of keys, several tiles of queries; an odd number of fours in a head, and none.
  it.each([
    [1, 1, 1, 4],
    [2, 5, 3, 4],
    [2, 17, 3, 16],
    [1, 8, 1, 20],
    [2, 6, 2, 3],
  ])('attention of %i × %i tokens, %i heads of %i', (batch, tokens, heads, width) =>
    expectClose((draw) => {
      const shape = { heads, width, scale: 1 / Math.sqrt(width) };
      const qkv = draw<Tensor3D>([batch, tokens, 3 * heads * width], 0, 1.5);
      const { y, logSums } = attention(qkv, shape);
      const dy = draw<Tensor3D>([batch, tokens, heads * width]);
      return { y, logSums, dqkv: attentionGradient({ dy, qkv, y, logSums }, shape) };
    }, 3),
  );

  it('attention of images in turns, as where their scores are more than fit at once', () =>
    expectClose((draw) => {
      const shape = { heads: 2, width: 4, scale: 0.5 };
      const qkv = draw<Tensor3D>([5, 6, 24]);
      const dy = draw<Tensor3D>([5, 6, 8]);
      if (getBackend() !== 'webgpu') {
        const { y, logSums } = attention(qkv, shape);
        return { y, logSums, dqkv: attentionGradient({ dy, qkv, y, logSums }, shape) };
      }
      const gpu = backend() as GpuBackend;
      // The scores of an image are 384 bytes: two at a time forward, one back.
      const [y, logSums] = gpuAttention(gpu, qkv, shape, 900).map(tensorOf) as [Tensor, Tensor];
      return { y, logSums, dqkv: tensorOf(gpuAttentionGradient(gpu, { dy, qkv, y, logSums }, shape, 900)) };
    }, 3));

  it.each([
    [10, 7, 3],
    [34, 48, 144],
    [1030, 16, 8],
  ])('a linear layer of %i rows, %i → %i', (rows, inputs, outputs) =>
    expectClose((draw) => {
      const x = draw<Tensor2D>([rows, inputs]);
      const weight = draw<Tensor2D>([inputs, outputs]);
      const y = tokenLinearProduct({ x, weight, bias: draw<Tensor1D>([outputs]) });
      const alone = tokenLinearProduct({ x, weight });
      return { y, alone, ...tokenLinearGradient(draw<Tensor2D>([rows, outputs]), { x, weight }) };
    }, 5),
  );

  it('dropout leaves out the same', () =>
    expectClose((draw) => {
      const x = draw([6, 50, 7]);
      const counter = draw<Tensor1D>([2], 12, 0);
      return {
        elements: dropped(x, { rate: 0.3, counter, stream: 0xfedcba98 }),
        images: dropped(x, { rate: 0.5, counter, perSample: true }),
      };
    }, 2));
});
