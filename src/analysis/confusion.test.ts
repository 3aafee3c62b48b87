import { describe, expect, it } from 'vitest';
import { judgementsOf } from '../protocol/judgements.ts';
import { confusionOf, countAt, imagesAt, mostConfused, shareAt } from './confusion.ts';

/** Judgements that answer `answers`. */
function answering(answers: readonly number[], labels: readonly number[], classes: number) {
  const logits = new Float32Array(answers.length * classes);
  answers.forEach((answer, n) => {
    logits[n * classes + answer] = 1;
  });
  return judgementsOf(logits, Int32Array.from(labels));
}

describe('the confusion matrix', () => {
  // The example of scikit-learn's confusion_matrix: [[2, 0, 0], [0, 0, 1], [1, 0, 2]].
  const judgements = answering([0, 0, 2, 2, 0, 2], [2, 0, 2, 2, 0, 1], 3);
  const confusion = confusionOf(judgements);

  it('counts true classes by rows and answers by columns', () => {
    expect([...confusion.counts]).toEqual([2, 0, 0, 0, 0, 1, 1, 0, 2]);
    expect([...confusion.rowTotals]).toEqual([2, 1, 3]);
    expect(countAt(confusion, 1, 2)).toBe(1);
    expect(shareAt(confusion, 2, 0)).toBeCloseTo(1 / 3, 12);
  });

  it('knows the images of a cell', () => {
    expect(imagesAt(judgements, 2, 2)).toEqual([2, 3]);
    expect(imagesAt(judgements, 0, 1)).toEqual([]);
  });

  it('gives no share of a class without images', () => {
    expect(shareAt(confusionOf(answering([0], [0], 2)), 1, 0)).toBe(0);
  });

  it('picks the classes with most mistakes where there are too many to show', () => {
    expect(mostConfused([confusion], 3)).toEqual([0, 1, 2]);
    // 1 is taken for 3 twice, 0 for 2 once.
    const many = confusionOf(answering([3, 3, 2, 0], [1, 1, 0, 0], 4));
    expect(mostConfused([many], 2)).toEqual([1, 3]);
  });
});
