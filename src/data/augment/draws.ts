/**
 * Random numbers from a counter, for what is drawn of an image: the seed alone decides them, so that a view needs no more
 * keeping than its number.
 */

/** 32-bit avalanche ("lowbias32", Chris Wellons' hash prospector, public domain): every bit in changes half of those out. */
function scramble(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

const golden = 0x9e3779b9;

/** Whole numbers in [0, 2^32), one by one, from a seed in the same range. */
export function drawsFrom(seed: number): () => number {
  let drawn = seed - golden;
  return () => {
    drawn = scramble(drawn + golden);
    return drawn;
  };
}

/**
 * The seed of version `version` of image `image`. Of finitely many views each image has its own: with the same few for
 * all, networks would learn where those happen to lie. Of infinitely many the version is as random as can be.
 *
 * @param views 0 for infinitely many.
 */
export function seedOf(image: number, version: number, views: number): number {
  return views === 0 ? version : scramble(scramble(image + golden) + (version % views));
}
