/**
 * Labelled images in memory, as `data/` makes them and `engine/` reads them.
 */
export interface ImageSet {
  readonly count: number;
  /** Height and width of what is stored, S. */
  readonly size: number;
  /** [count, S, S, 3], RGB, 0 … 255, row by row. */
  readonly pixels: Uint8Array;
  /** [count], class numbers. */
  readonly labels: Int32Array;
  /**
   * [count], width / height of the originals. Where it is there, each picture is the whole original squeezed to S × S, for
   * random crops to be cut from; where it is not, pictures have their own proportions.
   */
  readonly aspects?: Float32Array;
}

/** One dataset, split; `classes` names the class numbers of both sets. */
export interface Dataset {
  readonly id: string;
  readonly classes: readonly string[];
  readonly train: ImageSet;
  readonly validation: ImageSet;
  /** Shaped as training images, their labels below 0, by the name of their contents; absent where a dataset has none. */
  readonly unlabelled?: { readonly id: string; readonly images: ImageSet } | undefined;
}

/** ImageNet's channel means and standard deviations in [0, 1] units, as torchvision and the seed use them. */
export const channelMean = [0.485, 0.456, 0.406] as const;
export const channelDeviation = [0.229, 0.224, 0.225] as const;
