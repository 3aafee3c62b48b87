/**
 * What dropout and stochastic depth leave out: the share asked for, another at each step, the same on every backend.
 */
import '@tensorflow/tfjs-backend-cpu';
import { grad, memory, ones, setBackend, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dropout, dropPath } from '../../layers/transformer/dropout.ts';
import { registerKernels } from '../registerKernels.ts';
import { startWasmInNode } from '../wasmInNode.ts';
import { dropped } from './dropout.ts';

const start = {
  cpu: async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  },
  wasm: startWasmInNode,
};

interface Asked {
  readonly rate: number;
  readonly at?: readonly [seed: number, step: number];
  readonly stream?: number;
  readonly perSample?: boolean;
}

const masked = (shape: number[], { at = [3, 1], ...settings }: Asked) =>
  tidy(() => Array.from(dropped(ones(shape), { ...settings, counter: tensor1d([...at]) }).dataSync()));

const kept = (values: readonly number[]) => values.filter((value) => value > 0).length;
/** Elements that both keep. */
const both = (a: readonly number[], b: readonly number[]) =>
  kept(a.map((value, i) => Math.min(value, b[i] ?? 0)));

describe.each(['cpu', 'wasm'] as const)('dropout on %s', (backend) => {
  beforeAll(start[backend]);

  it.each([0.1, 0.5, 0.9])('leaves out its share %d and scales the rest', (rate) => {
    const values = masked([40_000], { rate });
    const factor = Math.fround(1 / (1 - rate));
    expect(values.every((value) => value === 0 || value === factor)).toBe(true);
    // Five standard errors.
    const error = Math.sqrt((rate * (1 - rate)) / 40_000);
    expect(Math.abs(kept(values) / 40_000 - (1 - rate))).toBeLessThan(5 * error);
  });

  it('is independent at the next step, with another seed and in another stream', () => {
    const values = masked([40_000], { rate: 0.5 });
    const others = [
      masked([40_000], { rate: 0.5, at: [3, 2] }),
      masked([40_000], { rate: 0.5, at: [4, 1] }),
      masked([40_000], { rate: 0.5, stream: 1 }),
    ];
    for (const other of others) {
      expect(Math.abs(both(values, other) / 40_000 - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / 40_000));
    }
  });

  it('leaves out whole images with perSample', () => {
    const values = masked([300, 2, 3], { rate: 0.3, perSample: true });
    const rows = Array.from({ length: 300 }, (_, i) => values.slice(6 * i, 6 * i + 6));
    expect(rows.every((row) => new Set(row).size === 1)).toBe(true);
    expect(rows.filter((row) => row[0] === 0).length).toBeGreaterThan(50);
    expect(rows.filter((row) => row[0] === 0).length).toBeLessThan(130);
  });

  it('has as gradient what it did, and leaves nothing behind', () => {
    const before = memory().numTensors;
    tidy(() => {
      const counter = tensor1d([3, 1]);
      const slope = grad((x: Tensor) => dropped(x, { rate: 0.4, counter, stream: 5 }))(ones([50]));
      expect(Array.from(slope.dataSync())).toEqual(masked([50], { rate: 0.4, stream: 5 }));
    });
    expect(memory().numTensors).toBe(before);
  });

  it('runs in training alone, and differs from layer to layer', () => {
    tidy(() => {
      const x = ones([4, 1000]);
      const counter = tensor1d([3, 1]);
      const drop = { counter, dropout: 0.5, dropPath: 0.5 };
      const context = { training: true, drop };
      expect(dropout('a', x, { training: false, drop })).toBe(x);
      expect(dropout('a', x, { training: true })).toBe(x);
      expect(dropPath('a', x, 0, context)).toBe(x);
      expect(dropPath('a', x, 1, { training: true, drop: { ...drop, dropPath: 0 } })).toBe(x);
      const [a, b] = ['a', 'b'].map((layer) => Array.from(dropout(layer, x, context).dataSync()));
      expect(Math.abs(both(a ?? [], b ?? []) - 1000)).toBeLessThan(150);
    });
  });

  it('refuses a rate that leaves nothing', () => {
    expect(() => masked([2], { rate: 1 })).toThrow(RangeError);
  });
});

it('is the same on both, and for ever', async () => {
  const settings = { rate: 0.5, at: [11, 2 ** 24 - 1], stream: 0xfedcba98 } as const;
  await start.cpu();
  const onCpu = masked([1000], settings);
  await start.wasm();
  expect(masked([1000], settings)).toEqual(onCpu);
  // Links with dropout have their curves from these.
  expect(onCpu.slice(0, 16).map(Math.sign).join('')).toMatchInlineSnapshot(`"0000011000011010"`);
});
