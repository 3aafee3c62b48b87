/** A picture's height or a picture's width. */
export interface Axis {
  readonly inLength: number;
  readonly outLength: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first element. */
  readonly padding: number;
}
