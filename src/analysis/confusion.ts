/**
 * Which class is taken for which.
 */
import type { ImagePredictions } from '../protocol/imagePredictions.ts';

export interface Confusion {
  /** K */
  readonly classes: number;
  /** [K, K]: row the true class, column the answer. */
  readonly counts: Int32Array;
  /** [K], images of each true class. */
  readonly rowTotals: Int32Array;
}

export function confusionOf({ classes, labels, predicted }: ImagePredictions): Confusion {
  const counts = new Int32Array(classes * classes);
  const rowTotals = new Int32Array(classes);
  labels.forEach((label, n) => {
    const cell = label * classes + (predicted[n] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
    rowTotals[label] = (rowTotals[label] ?? 0) + 1;
  });
  return { classes, counts, rowTotals };
}

/** Images of class `truth` that were predicted as `predicted`. */
export function countAt({ classes, counts }: Confusion, truth: number, predicted: number): number {
  return counts[truth * classes + predicted] ?? 0;
}

/** The share of class `truth` that was answered `answer`, 0 … 1; 0 for a class without images. */
export function shareAt(confusion: Confusion, truth: number, predicted: number): number {
  const total = confusion.rowTotals[truth] ?? 0;
  return total > 0 ? countAt(confusion, truth, predicted) / total : 0;
}

/** The images in one cell, in order. */
export function imagesAt(
  { labels, predicted }: ImagePredictions,
  truth: number,
  asClass: number,
): readonly number[] {
  const found: number[] = [];
  for (let n = 0; n < labels.length; n++) {
    if (labels[n] === truth && predicted[n] === asClass) found.push(n);
  }
  return found;
}

/**
 * At most `most` classes, in class order: those most often part of a mistake (as the truth or as what was predicted) in any of
 * `confusions`, where there are more classes than that.
 */
export function mostConfused(confusions: readonly Confusion[], most: number): readonly number[] {
  const classes = confusions[0]?.classes ?? 0;
  const all = Array.from({ length: classes }, (_, k) => k);
  if (classes <= most) return all;
  const mistakes = new Float64Array(classes);
  for (const confusion of confusions) {
    for (const truth of all) {
      for (const predicted of all) {
        if (truth === predicted) continue;
        const count = countAt(confusion, truth, predicted);
        mistakes[truth] = (mistakes[truth] ?? 0) + count;
        mistakes[predicted] = (mistakes[predicted] ?? 0) + count;
      }
    }
  }
  return all
    .sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}
