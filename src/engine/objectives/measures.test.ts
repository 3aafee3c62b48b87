import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { add, memory, ready, setBackend, slice, type Tensor1D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { combinedTerms } from './combined.ts';
import { goldenCombined, goldenComparison, goldenDifference, seenOf, termsOf } from './goldenCases.ts';
import type { Comparison } from './logitLoss.ts';
import { batchSums, measuresOf } from './measures.ts';

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`);

const names = ['hard', 'soft'];

describe.each(['cpu', 'wasm'])('measures on %s', (backend) => {
  beforeAll(async () => {
    expect(await setBackend(backend)).toBe(true);
    await ready();
  });

  it('has the golden values for one batch', async () => {
    const seen = seenOf(goldenComparison(1));
    const terms = combinedTerms({ alpha: 0.5, similarity: termsOf('mse', 1), seen });
    const measures = measuresOf(await batchSums(seen, terms).data(), names);
    // Image 0 is labelled 0 and the student says 1; image 1 is labelled 2 and the student says 2.
    expect(measures.accuracy).toBe(0.5);
    expect(measures.difference).toBeCloseTo(goldenDifference, 6);
    expect(measures.loss).toBeCloseTo(goldenCombined, 6);
    expect(measures.terms.hard).toBeCloseTo(0.765126344, 6);
    expect(measures.terms.soft).toBeCloseTo(1.791666667, 6);
  });

  it('weighs batches by their images', async () => {
    const both = goldenComparison(1);
    const last = (rows: typeof both.student) => slice(rows, [1, 0], [1, 3]);
    const second = {
      student: last(both.student),
      teacher: last(both.teacher),
      labels: last(both.labels),
      temperature: 1,
    };
    const sumsOf = (comparison: Comparison) => {
      const seen = seenOf(comparison);
      return batchSums(seen, combinedTerms({ alpha: 0.5, similarity: termsOf('mse', 1), seen }));
    };
    // Five images: both, both, and the second alone; its own figures by hand.
    const total = [both, both, second].map(sumsOf).reduce((a, b) => add<Tensor1D>(a, b));
    const measures = measuresOf(await total.data(), names);
    expect(measures.accuracy).toBeCloseTo(3 / 5, 6);
    // Image 1: |−.5 − 0| + |.5 + 1| + |2 − 3| = 3, over 3 classes.
    expect(measures.difference).toBeCloseTo((4 * goldenDifference + 1) / 5, 6);
    // Image 1: (.25 + 2.25 + 1)/3.
    expect(measures.terms.soft).toBeCloseTo((4 * 1.791666667 + 3.5 / 3) / 5, 6);
  });

  it('counts a tie for the class that argMax picks, the first', async () => {
    const tie = tensor2d([
      [1, 1],
      [1, 1],
    ]);
    const labels = tensor2d([
      [1, 0],
      [0, 1],
    ]);
    const seen = seenOf({ student: tie, teacher: tie, labels });
    const terms = combinedTerms({ alpha: 1, similarity: termsOf('kl', 1), seen });
    expect(measuresOf(await batchSums(seen, terms).data(), names).accuracy).toBe(0.5);
  });

  it('leaves one tensor behind', () => {
    const seen = seenOf(goldenComparison(4));
    const terms = combinedTerms({ alpha: 0, similarity: termsOf('kl', 4), seen });
    const before = memory().numTensors;
    const sums = batchSums(seen, terms);
    expect(memory().numTensors).toBe(before + 1);
    sums.dispose();
  });
});

describe('measuresOf', () => {
  it('divides sums by images and names the terms', () => {
    expect(measuresOf([4, 3, 2, 8, 1, 6, 10], ['hard', 'soft', 'feature'])).toEqual({
      loss: 2,
      accuracy: 0.75,
      difference: 0.5,
      terms: { hard: 0.25, soft: 1.5, feature: 2.5 },
    });
  });

  it('is not a number where nothing was measured', () => {
    expect(measuresOf([], names)).toEqual({
      loss: Number.NaN,
      accuracy: Number.NaN,
      difference: Number.NaN,
      terms: { hard: Number.NaN, soft: Number.NaN },
    });
  });
});
