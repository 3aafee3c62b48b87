/**
 * How long the lab's own networks take on its backend.
 */

/** Of a forward pass of one image, from pixels in memory to logits in memory. */
export interface InferenceTime {
  /** The measurements' median, ms. */
  readonly ms: number;
  /** The least and the largest measurement, ms. */
  readonly range: readonly [number, number];
  /** All weights as float32. */
  readonly bytes: number;
}

/** Teacher and student in turn on the same image, so that what disturbs one disturbs the other. */
export interface InferenceTimes {
  /** Of each, after passes that do not count. */
  readonly measurements: number;
  /** A measurement is the mean of as many passes as take this long at least, ms. */
  readonly least: number;
  /** Height and width of the image. */
  readonly imageSize: number;
  /** Undefined while there is no trained teacher. */
  readonly teacher?: InferenceTime;
  /** Undefined where no student was asked about. */
  readonly student?: InferenceTime;
}
