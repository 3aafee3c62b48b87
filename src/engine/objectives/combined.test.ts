import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  customGrad,
  matMul,
  memory,
  mul,
  ready,
  type Scalar,
  scalar,
  setBackend,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  variable,
  variableGrads,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { combinedTerms, type TermValue, totalLoss } from './combined.ts';
import { goldenCombined, goldenComparison, seenOf, termsOf } from './goldenCases.ts';
import type { Term } from './term.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const figure = (value: Scalar) => Number(value.arraySync());

describe('combinedTerms', () => {
  it('gives hard and soft with weights alpha and 1 − alpha, both evaluated at every alpha', () => {
    for (const alpha of [0, 0.25, 0.5, 1]) {
      const terms = combinedTerms({
        alpha,
        similarity: termsOf('mse', 1),
        seen: seenOf(goldenComparison(1)),
      });
      expect(terms.map(({ name, weight }) => [name, weight])).toEqual([
        ['hard', alpha],
        ['soft', 1 - alpha],
      ]);
      const [hard, soft] = terms as [TermValue, TermValue];
      expect(figure(hard.value)).toBeCloseTo(0.765126344, 6);
      expect(figure(soft.value)).toBeCloseTo(1.791666667, 6);
      expect(figure(totalLoss(terms))).toBeCloseTo(alpha * 0.765126344 + (1 - alpha) * 1.791666667, 5);
    }
  });

  it('moves weights through variableGrads, and leaks nothing', () => {
    const comparison = goldenComparison(1);
    // A linear student whose weights are its logits: images are the unit vectors.
    const images = tensor2d([
      [1, 0],
      [0, 1],
    ]);
    const weights = variable(comparison.student);
    const before = memory().numTensors;
    const terms: { values: number[] } = { values: [] };
    const { value, grads } = variableGrads(() => {
      const student = matMul<typeof images>(images, weights);
      const made = combinedTerms({
        alpha: 0.5,
        similarity: termsOf('mse', 1),
        seen: seenOf({ ...comparison, student }),
      });
      terms.values = made.map((term) => figure(term.value));
      return totalLoss(made);
    }, [weights]);
    expect(figure(value)).toBeCloseTo(goldenCombined, 5);
    expect(terms.values[1]).toBeCloseTo(1.791666667, 5);
    const slopes = grads[weights.name]?.arraySync() as number[][];
    // ½(p_s − y)/2 + ½·2(z_s − z_t)/6 for image 0, class 0, with p = e^1/(e^1 + e^2 + e^0.5).
    const p = Math.E / (Math.E + Math.E ** 2 + Math.sqrt(Math.E));
    expect(slopes[0]?.[0]).toBeCloseTo((0.5 * (p - 1)) / 2 + (0.5 * 2 * (1 - 3)) / 6, 6);
    value.dispose();
    for (const slope of Object.values(grads)) slope.dispose();
    expect(memory().numTensors).toBe(before);
    weights.dispose();
  });
});

describe('totalLoss', () => {
  it('leaves out terms of weight 0: not a number there, not a kernel in the backward pass', () => {
    const spoilt: TermValue = { name: 'spoilt', weight: 0, value: scalar(Number.NaN) };
    expect(figure(totalLoss([{ name: 'good', weight: 2, value: scalar(3) }, spoilt]))).toBe(6);

    const comparison = goldenComparison(4);
    const weights = variable(comparison.student);
    let backwardPasses = 0;
    const watched: Term = {
      value: ({ student }) =>
        customGrad((logits) => ({
          value: sum<Scalar>(logits as Tensor),
          gradFunc: () => {
            backwardPasses++;
            return zerosLike(student.logits);
          },
        }))(student.logits) as Scalar,
    };
    for (const alpha of [1, 0.5]) {
      tidy(() => {
        const student = () => mul<Tensor2D>(weights, 1);
        variableGrads(
          () =>
            totalLoss(
              combinedTerms({
                alpha,
                similarity: [{ term: watched, weight: 1 }],
                seen: seenOf({ ...comparison, student: student() }),
              }),
            ),
          [weights],
        );
      });
      expect(backwardPasses).toBe(alpha === 1 ? 0 : 1);
    }
    weights.dispose();
  });

  it('refuses terms without a weight', () => {
    expect(() => totalLoss([])).toThrow(RangeError);
  });
});
