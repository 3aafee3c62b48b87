/**
 * How images reach the engine: it asks for batches and knows nothing of files or augmentation.
 */
export interface BatchSource {
  readonly count: number;
  /** Height and width of what `fill` gives, S. */
  readonly size: number;
  /** Numbers of a pixel, C: 3 unless given. */
  readonly channels?: number;
  /** Class numbers, [count]; below 0 of images without a label, which teach nothing but what the teacher says of them. */
  readonly labels: Int32Array;
  /**
   * How many versions of each image there are: 1 without augmentation, 2 with mirror images, Infinity where every view is new.
   * With few versions the teacher's logits are computed once per version and kept.
   */
  readonly versions: number;
  /** RGB bytes of all images, [count, S, S, 3] where there are `views`: for a device that makes its batches itself. */
  readonly pixels: Uint8Array;
  /**
   * Normalised float32 pixels [indices.length, S, S, 3] of images `indices` in versions `versions` (same length, each
   * a whole number in [0, 2^32); a source with n finite versions uses it modulo n).
   * The array may be reused by the next call.
   */
  fill(indices: Int32Array, versions: Uint32Array): Float32Array;
  /**
   * The same batch as where to take it from, for `gatherImages`: rows of (image, 1 if mirrored left to right, pixels moved
   * right, pixels moved down), written to `into` [indices.length × 4]. Absent where that cannot be said of its batches, which
   * the CPU then makes.
   */
  views?(indices: Int32Array, versions: Uint32Array, into: Int32Array): void;
}

/** [B, S, S, C] of `count` of its images. */
export function batchShape(
  { size, channels = 3 }: Pick<BatchSource, 'size' | 'channels'>,
  count: number,
): [number, number, number, number] {
  return [count, size, size, channels];
}
