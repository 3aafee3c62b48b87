import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { hashOf } from './hash.ts';
import { hashedGradient, hashedLookup } from './hashed.ts';

describe('the hash', () => {
  const settings = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    entries: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });

  it('shares each number out evenly, and tells its places', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { entryOf, signOf, places } = hashOf(given);
        const order = [...places()];
        expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, i) => i));
        expect(order.map(entryOf)).toEqual(order.map((_, y) => y % given.entries));
        expect(order.every((place) => Math.abs(signOf(place)) === 1)).toBe(true);
      }),
    );
  });

  it('says the same for ever, and otherwise from another seed', () => {
    const of = (seed: number) => {
      const { entryOf, signOf } = hashOf({ count: 12, entries: 4, seed });
      return Array.from({ length: 12 }, (_, i) => signOf(i) * (1 + entryOf(i)));
    };
    expect(of(7)).toEqual(of(7));
    expect(of(8)).not.toEqual(of(7));
    // Networks that were kept have these.
    expect(of(7)).toEqual([3, 2, 3, 4, 4, 3, -4, -1, -1, 2, 2, 1]);
  });

  it('has signs of which half are negative, and which the numbers do not tell', () => {
    const { entryOf, signOf } = hashOf({ count: 36_864, entries: 64, seed: 3 });
    const sums = new Array<number>(64).fill(0);
    for (let i = 0; i < 36_864; i++) sums[entryOf(i)] = (sums[entryOf(i)] ?? 0) + signOf(i);
    // 576 signs each: a deviation of 24.
    expect(Math.max(...sums.map(Math.abs))).toBeLessThan(4 * 24);
    expect(Math.abs(sums.reduce((sum, one) => sum + one, 0))).toBeLessThan(4 * 192);
  });
});

const start = { cpu: () => setBackend('cpu'), wasm: startWasmInNode };

afterAll(() => {
  registerKernels('cpu');
  registerKernels('wasm');
});

describe.each(
  (['cpu', 'wasm'] as const).flatMap((backend) =>
    (['ours', 'stock'] as const).map((kernels) => [backend, kernels] as const),
  ),
)('hashed weights on %s with %s kernels', (backend, kernels) => {
  it('are their shared numbers by sign, and these learn from the sum of their weights’ gradients', async () => {
    await start[backend]();
    registerKernels(backend, kernels);
    const before = memory().numTensors;
    const { entryOf, signOf } = hashOf({ count: 10, entries: 3, seed: 5 });
    const numbers = [0.5, -2, 7];
    const shared = tensor1d(numbers);
    const y = hashedLookup(shared, [2, 5], 5);
    expect(y.shape).toEqual([2, 5]);
    expect(Array.from(await y.data())).toEqual(
      Array.from({ length: 10 }, (_, i) => signOf(i) * (numbers[entryOf(i)] ?? 0)),
    );
    const slopes = Array.from({ length: 10 }, (_, i) => 2 ** i);
    const dy = tensor2d(slopes, [2, 5]);
    const sums = hashedGradient(dy, 3, 5);
    expect(Array.from(await sums.data())).toEqual(
      numbers.map((_, k) =>
        slopes.reduce((sum, slope, i) => sum + (entryOf(i) === k ? signOf(i) * slope : 0), 0),
      ),
    );
    for (const tensor of [shared, y, dy, sums]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
