import { describe, expect, it } from 'vitest';
import type { ImagePredictions } from '../../protocol/imagePredictions.ts';
import { whoPays } from './whoPays.ts';

/** Two classes unless more are said; every answer is as sure as `confidence`. */
function predictions(
  labels: readonly number[],
  predicted: readonly number[],
  confidence = 0.8,
  classes = 2,
): ImagePredictions {
  const ofTruth = labels.map((label, n) => (label === predicted[n] ? confidence : 1 - confidence));
  return {
    classes,
    labels: Int32Array.from(labels),
    predicted: Int32Array.from(predicted),
    confidence: Float64Array.from(labels, () => confidence),
    ofTruth: Float64Array.from(ofTruth),
  };
}

const repeated = (value: number, times: number) => Array.from({ length: times }, () => value);

describe('who pays', () => {
  it('has the accuracy of each class with Wilson’s interval', () => {
    const labels = [...repeated(0, 10), ...repeated(1, 5)];
    const before = predictions(labels, [...repeated(0, 8), 1, 1, ...repeated(1, 5)]);
    const [first, second] = whoPays([before], [before]).classes;
    // 8 of 10: 0.490 to 0.943; 5 of 5: 0.566 to 1 (Wilson 1927).
    expect(first?.images).toBe(10);
    expect(first?.before.mean).toBeCloseTo(0.8, 12);
    expect(first?.before.low).toBeCloseTo(0.4902, 4);
    expect(first?.before.high).toBeCloseTo(0.9433, 4);
    expect(second?.after.low).toBeCloseTo(0.5655, 4);
    expect(second?.after.high).toBeCloseTo(1, 12);
    expect(first?.change.mean).toBe(0);
    expect(first?.clear).toBe(false);
  });

  it('has the change of each class on the same images, claimed beyond the chance of other images', () => {
    // Class 0: 4 of 20 images are lost and 1 is won: −3/20; −3/22 ± 1.96 · √(6 − 9/22)/22 = −0.1364 ± 0.2107.
    const labels = [...repeated(0, 20), ...repeated(1, 20)];
    const early = [...repeated(0, 19), 1, ...repeated(1, 20)];
    const late = [...repeated(1, 4), ...repeated(0, 16), ...repeated(0, 20)];
    const [first, second] = whoPays([predictions(labels, early)], [predictions(labels, late)]).classes;
    expect(first?.change.mean).toBeCloseTo(-0.15, 12);
    expect(first?.change.low).toBeCloseTo(-0.347, 3);
    expect(first?.change.high).toBeCloseTo(0.0743, 4);
    expect(first?.clear).toBe(false);
    expect(second?.change.mean).toBe(-1);
    expect(second?.clear).toBe(true);
  });

  it('leaves a class without images out, and does not correct for it', () => {
    // 7 of 40 images are lost: −7/42, ± √(8 − 49/42)/42 = 0.0622, which is 2.68 errors: clear for 2 classes (2.24), not for 10 (2.81).
    const labels = [...repeated(0, 40), ...repeated(9, 5)];
    const late = [...repeated(9, 7), ...repeated(0, 33), ...repeated(9, 5)];
    const of = (predicted: readonly number[]) => predictions(labels, predicted, 0.8, 10);
    const { classes } = whoPays([of(labels)], [of(late)]);
    expect(classes.map((one) => one?.images)).toEqual([40, ...repeated(0, 8).map(() => undefined), 5]);
    expect(classes[0]?.clear).toBe(true);
  });

  it('averages calibration, likelihood and agreement with the teacher over the networks', () => {
    const labels = [0, 0, 1, 1];
    const right = predictions(labels, labels);
    const half = predictions(labels, [0, 1, 1, 0]);
    const { before, after } = whoPays([right], [right, half], right);
    // All right at confidence 0.8: error 0.2. Half right: |0.5 − 0.8| = 0.3; mean 0.25.
    expect(before).toMatchObject({ networks: 1, accuracy: 1, agreement: 1 });
    expect(before.calibrationError).toBeCloseTo(0.2, 12);
    expect(before.nll).toBeCloseTo(-Math.log(0.8), 12);
    expect(after).toMatchObject({ networks: 2, accuracy: 0.75, agreement: 0.75 });
    expect(after.calibrationError).toBeCloseTo(0.25, 12);
    expect(after.nll).toBeCloseTo(-(3 * Math.log(0.8) + Math.log(0.2)) / 4, 12);
    expect(whoPays([right], [half]).after.agreement).toBeUndefined();
  });

  it('finds the images whose modal label is another after compression', () => {
    const labels = [0, 1, 2, 0];
    const of = (predicted: readonly number[]) => predictions(labels, predicted, 0.8, 3);
    // Image 0: 0 0 1 → 1 1 0. Image 1: all 1 → two of three 1. Image 2: 1 1 2 → 2 2 2. Image 3: tied.
    const before = [of([0, 1, 1, 0]), of([0, 1, 1, 1]), of([1, 1, 2, 2])];
    const after = [of([1, 1, 2, 1]), of([1, 1, 2, 1]), of([0, 2, 2, 1])];
    const found = whoPays(before, after);
    // Image 2 lost 2/3 of its label, image 0 lost 1/3.
    expect(found.exemplars).toEqual([2, 0]);
    expect(found.exemplarsRight).toEqual([1, 1]);
    // Of two labels that are as frequent neither is the answer: image 0 is 0 and 1 before, 2 and 2 after.
    const tied = whoPays([of([0, 1, 2, 0]), of([1, 1, 2, 0])], [of([2, 1, 2, 0]), of([2, 1, 2, 0])]);
    expect(tied.exemplars).toEqual([0]);
    expect(tied.exemplarsRight).toEqual([0, 0]);
    // Of one network each they are the images that changed.
    expect(whoPays([of([0, 1, 2, 0])], [of([0, 2, 2, 1])]).exemplars).toEqual([1, 3]);
  });
});
