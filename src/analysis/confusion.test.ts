import { describe, expect, it } from 'vitest';
import { predictionsFrom } from '../protocol/imagePredictions.ts';
import { confusionOf, countAt, imagesAt, mostConfused, shareAt } from './confusion.ts';

/** Predictions of these classes. */
function predicting(predicted: readonly number[], labels: readonly number[], classes: number) {
  const logits = new Float32Array(predicted.length * classes);
  predicted.forEach((best, n) => {
    logits[n * classes + best] = 1;
  });
  return predictionsFrom(logits, Int32Array.from(labels));
}

describe('the confusion matrix', () => {
  // The example of scikit-learn's confusion_matrix: [[2, 0, 0], [0, 0, 1], [1, 0, 2]].
  const predictions = predicting([0, 0, 2, 2, 0, 2], [2, 0, 2, 2, 0, 1], 3);
  const confusion = confusionOf(predictions);

  it('counts true classes by rows and predicted ones by columns', () => {
    expect([...confusion.counts]).toEqual([2, 0, 0, 0, 0, 1, 1, 0, 2]);
    expect([...confusion.rowTotals]).toEqual([2, 1, 3]);
    expect(countAt(confusion, 1, 2)).toBe(1);
    expect(shareAt(confusion, 2, 0)).toBeCloseTo(1 / 3, 12);
  });

  it('knows the images of a cell', () => {
    expect(imagesAt(predictions, 2, 2)).toEqual([2, 3]);
    expect(imagesAt(predictions, 0, 1)).toEqual([]);
  });

  it('gives no share of a class without images', () => {
    expect(shareAt(confusionOf(predicting([0], [0], 2)), 1, 0)).toBe(0);
  });

  it('picks the classes with most mistakes where there are too many to show', () => {
    expect(mostConfused([confusion], 3)).toEqual([0, 1, 2]);
    // 1 is taken for 3 twice, 0 for 2 once.
    const many = confusionOf(predicting([3, 3, 2, 0], [1, 1, 0, 0], 4));
    expect(mostConfused([many], 2)).toEqual([1, 3]);
  });
});
