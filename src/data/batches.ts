/**
 * What the engine asks for batches of; the same shape as its `BatchSource`.
 */
export interface Batches {
  readonly count: number;
  /** Height and width of what `fill` gives, S. */
  readonly size: number;
  /** Class numbers, [count]. */
  readonly labels: Int32Array;
  /** How many versions of each image there are: 1, 2 (mirrored or not), the number of views, or Infinity. */
  readonly versions: number;
  /** RGB bytes as they are stored; [count, S, S, 3] where there are `views`. */
  readonly pixels: Uint8Array;
  /**
   * Normalised float32 pixels [indices.length, S, S, 3] of images `indices` in versions `versions`.
   * The array is reused by the next call of the same length.
   */
  fill(indices: Int32Array, versions: Uint32Array): Float32Array;
  /**
   * The same as rows of (image, 1 if mirrored, right, down), written to `into`. Absent where batches are more than mirrored
   * and shifted pixels.
   */
  views?(indices: Int32Array, versions: Uint32Array, into: Int32Array): void;
}

/** One array for each batch length, so that a pass allocates nothing. */
export function heldArrays(perImage: number): (images: number) => Float32Array {
  const held = new Map<number, Float32Array>();
  return (images) => {
    let out = held.get(images);
    if (!out) {
      out = new Float32Array(images * perImage);
      held.set(images, out);
    }
    return out;
  };
}
