import { describe, expect, it } from 'vitest';
import { predictionsFrom } from '../protocol/imagePredictions.ts';
import { reliabilityOf } from './calibration.ts';

/** Two classes; the answer is class 0 with these confidences, right where `right` says so. */
function sure(confidences: readonly number[], right: readonly boolean[]) {
  const logits = Float32Array.from(confidences.flatMap((p) => [Math.log(p / (1 - p)), 0]));
  return predictionsFrom(
    logits,
    Int32Array.from(right, (yes) => (yes ? 0 : 1)),
  );
}

describe('calibration', () => {
  it('is Σ |B|/n · |acc − conf| over bins of equal width (arXiv 1706.04599, equation 3)', () => {
    // By hand, five bins: (0.4, 0.6] holds 0.55, right; (0.6, 0.8] 0.65 and 0.75, one right; (0.8, 1] 0.85, 0.95, one right.
    // Gaps |1 − 0.55|, |0.5 − 0.7|, |0.5 − 0.9|, weights 1/5, 2/5, 2/5: 0.09 + 0.08 + 0.16.
    const found = reliabilityOf(sure([0.55, 0.65, 0.75, 0.85, 0.95], [true, true, false, true, false]), 5);
    expect(found.error).toBeCloseTo(0.33, 6);
    expect(found.bins.map(({ n }) => n)).toEqual([0, 0, 1, 2, 2]);
    expect(found.bins[3]?.accuracy).toBe(0.5);
    expect(found.bins[3]?.confidence).toBeCloseTo(0.7, 6);
    expect(found.bins[0]?.accuracy).toBeNaN();
    expect(found).toMatchObject({ n: 5, accuracy: 0.6 });
    expect(found.confidence).toBeCloseTo(0.75, 6);
  });

  it('puts a confidence on an edge into the bin below it, and 1 into the last', () => {
    const predictions = predictionsFrom(Float32Array.of(0, 0, 1e3, 0), Int32Array.of(0, 0));
    expect(reliabilityOf(predictions, 2).bins.map(({ n }) => n)).toEqual([1, 1]);
  });

  it('is 0 for a classifier that is as often right as it is sure', () => {
    const four = [0.75, 0.75, 0.75, 0.75];
    expect(reliabilityOf(sure(four, [true, true, true, false])).error).toBeCloseTo(0, 6);
  });

  it('says nothing of no images', () => {
    expect(reliabilityOf(predictionsFrom(new Float32Array(0), new Int32Array(0))).error).toBeNaN();
  });
});
