/**
 * A network as the list of operations that its forward pass was seen to run, for writers of other formats.
 */
import type { RecordedStep } from '../ops/writing.ts';

export type { RecordedStep };

export interface RecordedConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
  /** Of constants whose values are levels of a grid times its scale. */
  readonly grid?: ConstantGrid;
}

/** A symmetric grid: value i is a whole number from `least` to `most`, times `scales[i mod C]` in float32. */
export interface ConstantGrid {
  /** [C] */
  readonly scales: Float32Array;
  readonly least: number;
  readonly most: number;
}

/** The levels of a constant on a grid, of its shape. */
export function levelsOf({ values }: RecordedConstant, { scales }: ConstantGrid): Float32Array {
  return Float32Array.from(values, (value, i) => Math.round(value / (scales[i % scales.length] ?? 1)));
}

export interface Recording {
  /** The name of the images' value, [−1, S, S, 3], normalised; S is −1 where any size will do. */
  readonly images: string;
  readonly imageShape: readonly number[];
  /** The name of the logits' value, [−1, K]. */
  readonly logits: string;
  readonly classes: number;
  /** Each after those whose outputs it takes. */
  readonly steps: readonly RecordedStep[];
  /**
   * Parameters that are used as they are, by their PyTorch names; what was computed from parameters alone, as
   * `conv1.weight/folded` after the first of them; and numbers that the forward pass brought along, as `constant`.
   */
  readonly constants: readonly RecordedConstant[];
}
