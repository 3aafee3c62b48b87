/**
 * Who pays for a step from one network to another: what it does to each class, to certainty and to single images.
 */

export interface WhoPaysAsked {
  /** Kept networks, the runs of one step: those before it, and those after it. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** With whose predictions theirs are compared, where it is kept. */
  readonly teacher?: string | undefined;
}

/** A share of images, 0 … 1, or a difference of two, with its 95 % interval over images. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Means over networks. */
export interface SideMeasures {
  readonly networks: number;
  readonly accuracy: number;
  /** Expected calibration error, 0 … 1, see `analysis/calibration.ts`. */
  readonly calibrationError: number;
  /** Mean −log p of the true class, nats. */
  readonly nll: number;
  /** Share of images that it takes for the same class as the teacher; undefined without one. */
  readonly agreement: number | undefined;
}

export interface ClassCost {
  readonly images: number;
  readonly before: Interval;
  readonly after: Interval;
  /** After minus before, on the same images. */
  readonly change: Interval;
  /** It is beyond the chance of other images, corrected for the number of classes. */
  readonly clear: boolean;
}

export interface WhoPays {
  readonly before: SideMeasures;
  readonly after: SideMeasures;
  /** In the order of the classes; undefined of one without images. */
  readonly classes: readonly (ClassCost | undefined)[];
  /** Compression-identified exemplars: validation images, those first on which most networks changed their answer. */
  readonly exemplars: readonly number[];
  /** On how many of them the right answer is the most frequent one before, and after; where another is as frequent it is not. */
  readonly exemplarsRight: readonly [before: number, after: number];
}
