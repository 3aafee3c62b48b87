/**
 * What a teacher finds alike: how much of its softened answer to the images of one class goes to each other class.
 */
import type { TeacherTable } from '../protocol/protocol.ts';

/**
 * Row i, column j: mean over the images of true class i of softmax(z/T)[j]. [K, K], row by row; a row sums to 1, and is
 * NaN where a class has no image. O(N·K), in one pass without garbage, so that a slider can ask for it every frame.
 */
export function meanSoftened(table: TeacherTable, temperature: number): Float64Array {
  const { classes, labels, logits } = table;
  const sums = new Float64Array(classes * classes);
  const counts = new Float64Array(classes);
  const row = new Float64Array(classes);
  labels.forEach((label, n) => {
    const from = n * classes;
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, logits[from + k] ?? 0);
    let total = 0;
    for (let k = 0; k < classes; k++) {
      const part = Math.exp(((logits[from + k] ?? 0) - largest) / temperature);
      row[k] = part;
      total += part;
    }
    for (let k = 0; k < classes; k++) {
      const at = label * classes + k;
      sums[at] = (sums[at] ?? 0) + (row[k] ?? 0) / total;
    }
    counts[label] = (counts[label] ?? 0) + 1;
  });
  return sums.map((sum, at) => sum / (counts[Math.floor(at / classes)] ?? 0));
}

export interface Likeness {
  /** True class of the images. */
  readonly of: number;
  /** Another class, to which the teacher gives `share` of its answer. */
  readonly to: number;
  readonly share: number;
}

/** Pairs of different classes by falling share; ties in the order of the classes. */
export function likenesses(matrix: Float64Array, classes: number): readonly Likeness[] {
  return Array.from(matrix, (share, at) => ({ of: Math.floor(at / classes), to: at % classes, share }))
    .filter(({ of, to, share }) => of !== to && !Number.isNaN(share))
    .sort((a, b) => b.share - a.share);
}
