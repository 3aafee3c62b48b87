/**
 * In which order a teacher's outputs stand, as `analysis/classOrder.ts` finds it.
 *
 * - `fits`: right more often than chance as it is, and no other order was shown to be better.
 * - `permuted`: another order was shown to be far better, also on images that did not choose it.
 * - `unrelated`: neither was shown. With very few images this is said of good teachers too: see `images`.
 */
export type OrderVerdict = 'fits' | 'permuted' | 'unrelated';

export interface ClassOrder {
  readonly verdict: OrderVerdict;
  /** N */
  readonly images: number;
  /** Share of images that are right as the outputs stand, 0 … 1; NaN without images. */
  readonly accuracy: number;
  /** What a teacher with as many answers of each kind would get by chance as the outputs stand; at least 1/K. */
  readonly chance: number;
  /**
   * [K], which of the teacher's outputs is dataset class i, as all images have it; of equally good orders one that leaves most
   * outputs where they are. To be used under the verdict `permuted` alone: it is the best by luck otherwise.
   */
  readonly order: Int32Array;
  /** Share of images that are right in that order: the images that chose it, so it flatters. */
  readonly accuracyInOrder: number;
  /** Share of images that are right in the order that the other half chose: this one does not. */
  readonly accuracyHeldOut: number;
}
