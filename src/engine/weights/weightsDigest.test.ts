import { describe, expect, it } from 'vitest';
import { writeSafetensors } from './safetensors.ts';
import { weightsDigest } from './weightsDigest.ts';

const tensor = (values: readonly number[], shape = [values.length]) => ({
  shape,
  values: Float32Array.from(values),
});
const digest = (tensors: Record<string, ReturnType<typeof tensor>>, metadata: Record<string, string> = {}) =>
  weightsDigest(writeSafetensors({ tensors: new Map(Object.entries(tensors)), metadata }));

describe('the digest of weights', () => {
  it('is the same whatever is told of them, and another for other names, shapes or numbers', async () => {
    const one = await digest({ a: tensor([1, 2]), b: tensor([3]) }, { experiment: 'x' });
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await digest({ a: tensor([1, 2]), b: tensor([3]) }, { experiment: 'another', more: 'y' })).toBe(
      one,
    );
    const others = await Promise.all([
      digest({ a: tensor([1, 2]), c: tensor([3]) }),
      digest({ a: tensor([1, 2], [2, 1]), b: tensor([3]) }),
      digest({ a: tensor([1, 2]), b: tensor([4]) }),
      digest({ a: tensor([1, 2]) }),
    ]);
    expect(new Set([one, ...others]).size).toBe(5);
  });

  it('is of no other file', async () => {
    await expect(weightsDigest(new Uint8Array(3))).rejects.toThrow(RangeError);
    await expect(weightsDigest(new Uint8Array(20))).rejects.toThrow(SyntaxError);
  });
});
