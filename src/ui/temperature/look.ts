/**
 * What the panel's tabs share: one picture, one pair of models, one temperature, and how they are shown.
 */
import type { SquarePicture } from '../../protocol/records.ts';
import type { BarOrder } from './bars.ts';
import type { Models } from './useModels.ts';

export interface Look {
  readonly classes: readonly string[];
  /** True class of the picture; undefined until it is known, and where nobody knows it. */
  readonly label: number | undefined;
  /** Whether a person could say what the class is, and has not. */
  readonly unlabelled: boolean;
  /** The class whose numbers stand in the formulas: the true one, else the teacher's first choice. */
  readonly told: number | undefined;
  readonly models: Models;
  /** A validation image, from 0, or a picture that a person brought; undefined until there is one. */
  readonly picture: number | SquarePicture | undefined;
  /** Why there is no answer of the teacher, where that is worth saying. */
  readonly missing: string | undefined;
  readonly temperature: number;
  readonly order: BarOrder;
  readonly setOrder: (order: BarOrder) => void;
  /** Whether the soft loss has its factor T². */
  readonly scaled: boolean;
  readonly setScaled: (scaled: boolean) => void;
}
