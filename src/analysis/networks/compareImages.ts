/**
 * Two networks on the same images, image by image.
 */
import { type ImagePredictions, isRight } from '../../protocol/imagePredictions.ts';
import { binomialTail } from '../binomialTail.ts';

export interface OnlyRight {
  /** Images that only the first answers rightly. */
  readonly first: number;
  /** Images that only the second answers rightly. */
  readonly second: number;
  readonly images: number;
  /**
   * McNemar's exact test, two-sided: how likely at least so uneven a split of the images on which one alone is right is by
   * chance, were both networks equally often right. 2 · P(X ≥ max(b, c)) for X ~ Bin(b + c, ½), at most 1 (McNemar 1947).
   */
  readonly chance: number;
}

/** Pairs of so many networks that can be asked about the same images: `byPairs` corrects for them. */
export const pairsAmong = (networks: number): number => (networks * (networks - 1)) / 2;

/** The chance over all pairs that may be looked at, at most 1 (Bonferroni). */
export const byPairs = ({ chance }: OnlyRight, pairs: number): number =>
  Math.min(1, chance * Math.max(1, pairs));

/** Both of the same images. It says something of these two networks on other images, and nothing of other seeds. */
export function onlyOneRight(one: ImagePredictions, other: ImagePredictions): OnlyRight {
  let [first, second] = [0, 0];
  for (let n = 0; n < one.labels.length; n++) {
    const [inOne, inOther] = [isRight(one, n), isRight(other, n)];
    if (inOne && !inOther) first++;
    if (inOther && !inOne) second++;
  }
  const chance = Math.min(1, 2 * binomialTail(Math.max(first, second), first + second, 0.5));
  return { first, second, images: one.labels.length, chance };
}
