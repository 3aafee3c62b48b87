import { describe, expect, it } from 'vitest';
import { onlyRight, predictionsFrom } from './imagePredictions.ts';

const ln = Math.log;

describe('predictions of logits', () => {
  it('are softmax at T = 1: logits ln 1, ln 2, ln 5 are an eighth, a quarter, five eighths', () => {
    const logits = Float32Array.of(ln(1), ln(2), ln(5), ln(5), ln(2), ln(1));
    const { predicted, confidence, ofTruth, classes } = predictionsFrom(logits, Int32Array.of(1, 0));
    expect(classes).toBe(3);
    expect([...predicted]).toEqual([2, 0]);
    expect(confidence[0]).toBeCloseTo(5 / 8, 6);
    expect(ofTruth[0]).toBeCloseTo(2 / 8, 6);
    expect(ofTruth[1]).toBeCloseTo(5 / 8, 6);
  });

  it('take the first of equals, and stand any size of logit', () => {
    const { predicted, confidence } = predictionsFrom(Float32Array.of(3, 3, 1e4, -1e4), Int32Array.of(1, 0));
    expect([...predicted]).toEqual([0, 0]);
    expect([...confidence]).toEqual([0.5, 1]);
  });

  it('say where only one of two is right, the widest gap about the truth first', () => {
    const labels = Int32Array.of(0, 0, 0, 1);
    // Right on images 0, 1 and 3.
    const one = predictionsFrom(Float32Array.of(1, 0, 4, 0, 0, 1, 0, 2), labels);
    // Right on image 3 only.
    const other = predictionsFrom(Float32Array.of(0, 1, 0, 1, 0, 1, 0, 2), labels);
    expect(onlyRight(one, other)).toEqual([1, 0]);
    expect(onlyRight(other, one)).toEqual([]);
  });
});
