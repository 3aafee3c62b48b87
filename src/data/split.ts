/**
 * Which images are kept for validation when a folder does not say.
 */
import type { Random } from '../base/random.ts';

interface Split {
  /** Positions in the labels, ascending. */
  readonly train: readonly number[];
  readonly validation: readonly number[];
}

/**
 * Keeps `share` of each class for validation, rounded, with at least one image of the class on both sides.
 *
 * @param labels class numbers, [count], each of `classes` at least twice.
 * @param share in (0, 1).
 */
export function stratifiedSplit(labels: Int32Array, classes: number, share: number, stream: Random): Split {
  const members = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, position) => {
    members[label]?.push(position);
  });
  const held = new Set<number>();
  members.forEach((mine, label) => {
    const wanted = Math.max(1, Math.min(mine.length - 1, Math.round(mine.length * share)));
    const order = stream.fork(label).permutation(mine.length);
    for (const i of order.subarray(0, wanted)) held.add(mine[i] as number);
  });
  const positions = Array.from(labels.keys());
  return {
    train: positions.filter((position) => !held.has(position)),
    validation: positions.filter((position) => held.has(position)),
  };
}
