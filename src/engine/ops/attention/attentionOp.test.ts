/**
 * Attention against float64 loops and finite differences, on the backends that Node has.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  grad,
  memory,
  mul,
  type Scalar,
  setBackend,
  sum,
  type Tensor,
  type Tensor3D,
  tensor3d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { relativeGap } from '../../families/relativeGap.ts';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { selfAttention, tappedAttention } from '../../layers/transformer/attention.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { plainAttention } from './plainAttention.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

const stream = random(6, 'attention op');

describe.each(['cpu', 'wasm'] as const)('attention on %s', (backend) => {
  beforeAll(start[backend]);

  // One token, one head, widths that vectors of four divide and that they do not, one batch and several, many tokens.
  it.each([
    [1, 1, 1, 1],
    [2, 3, 1, 4],
    [2, 5, 3, 3],
    [3, 17, 3, 16],
    [1, 65, 2, 32],
    [2, 65, 3, 64],
    [1, 130, 1, 20],
  ])(
    'of %i × %i tokens, %i heads of %i, is the formula’s, and so is its gradient',
    (batch, tokens, heads, width) => {
      const shape = { heads, width, scale: 1 / Math.sqrt(width) };
      const size = batch * tokens * 3 * heads * width;
      const values = Array.from({ length: size }, () => Math.fround(2 * stream.normal()));
      const weights = Array.from({ length: size / 3 }, () => Math.fround(stream.normal()));
      const expected = plainAttention(values, weights, { batch, tokens, ...shape });
      const before = memory().numTensors;
      const found = tidy(() => {
        const qkv = tensor3d(values, [batch, tokens, 3 * heads * width]);
        const w = tensor3d(weights, [batch, tokens, heads * width]);
        const slope = grad((x: Tensor) => sum(mul(selfAttention(x as Tensor3D, shape), w)))(qkv);
        return [selfAttention(qkv, shape), slope].map((value) => Array.from(value.dataSync()));
      });
      expect(relativeGap(found[0] ?? [], expected.y)).toBeLessThan(1e-5);
      expect(relativeGap(found[1] ?? [], expected.slope)).toBeLessThan(1e-5);
      expect(memory().numTensors).toBe(before);
    },
  );

  it('keeps its sums finite where scores are large', () => {
    const shape = { heads: 1, width: 1, scale: 1 };
    const values = [30, 30, 1, -30, 30, 2, 20, -30, 3];
    const found = tidy(() => Array.from(selfAttention(tensor3d(values, [1, 3, 3]), shape).dataSync()));
    // Scores of ±900: the first two keys halve what the first token reads, the third has all of the second's.
    expect(found.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([1.5, 3, 1.5]);
  });

  it('has the gradient of finite differences', () => {
    const [gap] = gradientGaps(
      (qkv) => selfAttention(qkv as Tensor3D, { heads: 2, width: 3, scale: 0.6 }),
      [{ shape: [2, 5, 18] }],
    );
    expect(gap?.gap).toBeLessThan(5e-3);
  });

  it('gives them in training with the gradient of finite differences', () => {
    const target = tensor4d(
      Array.from({ length: 100 }, () => stream.normal()),
      [2, 2, 5, 5],
    );
    const [gap] = gradientGaps(
      (qkv) => {
        const found: Tensor[] = [];
        const context = {
          ...{ training: true, listens: () => true },
          tap: (_: string, activation: Tensor) => found.push(activation),
        };
        tappedAttention('attn', qkv as Tensor3D, { heads: 2, width: 3, scale: 0.6 }, context);
        return sum<Scalar>(mul(found[0] as Tensor, target));
      },
      [{ shape: [2, 5, 18] }],
    );
    expect(gap?.gap).toBeLessThan(5e-3);
  });

  it('gives its probabilities to who listens', () => {
    const before = memory().numTensors;
    const heard: { name: string; shape: number[]; sums: number[] }[] = [];
    const tap = (name: string, activation: Tensor) =>
      heard.push({ name, shape: activation.shape, sums: Array.from(sum(activation, -1).dataSync()) });
    tidy(() => {
      const qkv = tensor3d(
        Array.from({ length: 60 }, () => stream.normal()),
        [2, 5, 6],
      );
      const shape = { heads: 2, width: 1 };
      const listens = (name: string) => name === 'blocks.0.attn';
      tappedAttention('blocks.0.attn', qkv, shape, { training: false, tap, listens });
      tappedAttention('blocks.1.attn', qkv, shape, { training: false, tap, listens });
      tappedAttention('blocks.0.attn', qkv, shape, { training: true, tap, listens });
      tappedAttention('blocks.0.attn', qkv, shape, { training: false, tap });
    });
    expect(heard.map(({ name, shape }) => ({ name, shape }))).toEqual([
      { name: 'blocks.0.attn', shape: [2, 2, 5, 5] },
      { name: 'blocks.0.attn', shape: [2, 2, 5, 5] },
    ]);
    expect(heard[1]?.sums).toEqual(heard[0]?.sums);
    expect(heard[0]?.sums).toHaveLength(20);
    for (const total of heard[0]?.sums ?? []) expect(total).toBeCloseTo(1, 5);
    expect(memory().numTensors).toBe(before);
  });
});
