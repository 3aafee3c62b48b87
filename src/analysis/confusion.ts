/**
 * Which class is taken for which.
 */
import type { Judgements } from '../protocol/judgements.ts';

export interface Confusion {
  /** K */
  readonly classes: number;
  /** [K, K]: row the true class, column the answer. */
  readonly counts: Int32Array;
  /** [K], images of each true class. */
  readonly rowTotals: Int32Array;
}

export function confusionOf({ classes, labels, answers }: Judgements): Confusion {
  const counts = new Int32Array(classes * classes);
  const rowTotals = new Int32Array(classes);
  labels.forEach((label, n) => {
    const cell = label * classes + (answers[n] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
    rowTotals[label] = (rowTotals[label] ?? 0) + 1;
  });
  return { classes, counts, rowTotals };
}

/** Images of class `truth` that were answered `answer`. */
export function countAt({ classes, counts }: Confusion, truth: number, answer: number): number {
  return counts[truth * classes + answer] ?? 0;
}

/** The share of class `truth` that was answered `answer`, 0 … 1; 0 for a class without images. */
export function shareAt(confusion: Confusion, truth: number, answer: number): number {
  const total = confusion.rowTotals[truth] ?? 0;
  return total > 0 ? countAt(confusion, truth, answer) / total : 0;
}

/** The images in one cell, in order. */
export function imagesAt({ labels, answers }: Judgements, truth: number, answer: number): readonly number[] {
  const found: number[] = [];
  for (let n = 0; n < labels.length; n++) {
    if (labels[n] === truth && answers[n] === answer) found.push(n);
  }
  return found;
}

/**
 * At most `most` classes, in class order: those most often part of a mistake (as the truth or as the answer) in any of
 * `confusions`, where there are more classes than that.
 */
export function mostConfused(confusions: readonly Confusion[], most: number): readonly number[] {
  const classes = confusions[0]?.classes ?? 0;
  const all = Array.from({ length: classes }, (_, k) => k);
  if (classes <= most) return all;
  const mistakes = new Float64Array(classes);
  for (const confusion of confusions) {
    for (const truth of all) {
      for (const answer of all) {
        if (truth === answer) continue;
        const count = countAt(confusion, truth, answer);
        mistakes[truth] = (mistakes[truth] ?? 0) + count;
        mistakes[answer] = (mistakes[answer] ?? 0) + count;
      }
    }
  }
  return all
    .sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}
