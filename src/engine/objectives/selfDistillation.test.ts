/**
 * A network that learns from its own deepest stage.
 */
import { grads, type Tensor, type Tensor2D, tensor, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Random, random } from '../../base/random.ts';
import { gradientGaps } from '../layers/finiteDifferences.ts';
import { initialise } from '../layers/initialise.ts';
import type { Parameters } from '../layers/parameters.ts';
import { starts } from '../ops/startsForTests.ts';
import { distillationObjective, termsOf } from './batchLoss.ts';

const student = { stage1: [4, 4, 2], stage2: [2, 2, 3] } as const;
const networks = { student, teachers: [], classes: 3 };
const settings = {
  similarity: 'self-distillation',
  temperature: 3,
  auxiliaryWeight: 0.5,
  featureWeight: 2,
} as const;
const oneHot = () => tensor2d([1, 0, 0, 0, 0, 1], [2, 3]);

function loss() {
  const [{ term, weight } = { term: undefined, weight: 0 }] = termsOf(settings, networks);
  if (!term) throw new Error('no term');
  expect(weight).toBe(1);
  return term;
}

const lossOf = (stage1: Tensor, stage2: Tensor, logits: Tensor, own: Parameters, labels = oneHot()) => {
  const signals = { logits: logits as Tensor2D, taps: { stage1, stage2 } };
  return loss().value({ student: signals, teachers: [], peers: [], labels }, own);
};

const range = (length: number) => Array.from({ length }, (_, i) => i);
const total = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0);
const softened = (logits: readonly number[], temperature: number) => {
  const powers = logits.map((z) => Math.exp(z / temperature));
  return powers.map((power) => power / total(powers));
};
const drawn = (stream: Random, shape: readonly number[]): Tensor =>
  tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal()),
    [...shape],
  );

const shapes = [{ shape: [2, 4, 4, 2] }, { shape: [2, 2, 2, 3] }, { shape: [2, 3] }] as const;

describe.each(['cpu', 'wasm'] as const)('self-distillation on %s', (backend) => {
  beforeAll(starts[backend]);

  it('is the sum of T²·KL, γ·CE and λ·MSE that its definition composes', () => {
    const stream = random(4);
    const [stage1, stage2, logits] = shapes.map(({ shape }) => drawn(stream, shape)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const own = initialise(loss().parameters ?? [], random(7));
    const numbers = (name: string) => [...(own[`loss.self.0.${name}`]?.dataSync() ?? [])];
    const [kernel, head, bias] = [numbers('weight'), numbers('head.weight'), numbers('head.bias')];
    const map = stage1.dataSync();
    // [2, 4, 4, 2] averaged to [2, 2, 2, 2], then 1 × 1 to 3 channels: 8 pixels of 3.
    const pixels = range(8).map((pixel) => {
      const [image, row, column] = [pixel >> 2, (pixel >> 1) & 1, pixel & 1];
      const averaged = range(2).map((c) => {
        const four = range(4).map(
          (k) => map[((image * 4 + 2 * row + (k >> 1)) * 4 + 2 * column + (k & 1)) * 2 + c] ?? 0,
        );
        return total(four) / 4;
      });
      return range(3).map((o) => total(averaged.map((x, c) => x * (kernel[c * 3 + o] ?? 0))));
    });
    const features = pixels.map((pixel) =>
      pixel.map((x, c) => {
        const all = pixels.map((other) => other[c] ?? 0);
        const middle = total(all) / 8;
        const variance = total(all.map((y) => (y - middle) ** 2)) / 8;
        return Math.max(0, (x - middle) / Math.sqrt(variance + 1e-5));
      }),
    );
    const [last, said] = [stage2.dataSync(), logits.dataSync()];
    const apart = features.flatMap((pixel, i) => pixel.map((x, c) => (x - (last[3 * i + c] ?? 0)) ** 2));
    let wanted = (2 * total(apart)) / 24;
    for (const image of [0, 1]) {
      const pooled = range(3).map(
        (c) => total(features.slice(4 * image, 4 * image + 4).map((pixel) => pixel[c] ?? 0)) / 4,
      );
      const guessed = range(3).map(
        (k) => (bias[k] ?? 0) + total(pooled.map((x, c) => x * (head[c * 3 + k] ?? 0))),
      );
      const deepest = softened([...said.slice(3 * image, 3 * image + 3)], 3);
      const mine = softened(guessed, 3);
      wanted += (9 / 2) * total(deepest.map((p, k) => p * Math.log(p / (mine[k] ?? 0))));
      wanted -= (0.5 / 2) * Math.log(softened(guessed, 1)[image === 0 ? 0 : 2] ?? 0);
    }
    expect(lossOf(stage1, stage2, logits, own).dataSync()[0]).toBeCloseTo(wanted, 4);
  });

  it('has the gradients that finite differences give, of the stage and of its adapters, and none of the deepest', () => {
    const specs = loss().parameters ?? [];
    const held = (own: readonly Tensor[]) =>
      Object.fromEntries(specs.map(({ name }, i) => [name, own[i] as Tensor]));
    const stream = random(5);
    const [stage2, logits] = [drawn(stream, shapes[1].shape), drawn(stream, shapes[2].shape)];
    // Outlives the forward pass.
    const labels = oneHot();
    const gaps = gradientGaps(
      (stage1, ...own) => lossOf(stage1, stage2, logits, held(own), labels),
      [shapes[0], ...specs.map(({ shape }) => ({ shape }))],
      2e-3,
    );
    for (const { gap } of gaps) expect(gap).toBeLessThan(4e-2);
    const stage1 = drawn(stream, shapes[0].shape);
    const own = initialise(specs, random(7));
    const found = grads((last: Tensor) => lossOf(stage1, last, logits, own, labels))([stage2]);
    expect([...(found[0]?.dataSync() ?? [])]).toEqual(new Array(24).fill(0));
    const toLogits = grads((said: Tensor) => lossOf(stage1, stage2, said, own, labels));
    expect(() => toLogits([logits])).toThrow('Cannot compute gradient');
  });
});

describe('self-distillation', () => {
  it('looks at the ends of the stages, at no teacher, and brings what it trains', () => {
    const objective = distillationObjective({ ...settings, alpha: 0.5 }, networks);
    expect(objective.needs).toEqual({ student: ['stage1', 'stage2'], teachers: [] });
    expect(objective.parameters.map(({ name }) => name).sort()).toEqual([
      'loss.self.0.bn.bias',
      'loss.self.0.bn.weight',
      'loss.self.0.head.bias',
      'loss.self.0.head.weight',
      'loss.self.0.weight',
    ]);
  });

  it('is refused where a student has one stage, or is a head alone', () => {
    const of = (shapes: Readonly<Record<string, readonly number[]>>) => () =>
      termsOf(settings, { ...networks, student: shapes });
    expect(of({ stage1: [4, 4, 2] })).toThrow('one at most');
    expect(of({})).toThrow('only the head is trained');
  });
});
