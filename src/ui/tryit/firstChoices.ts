/**
 * What a model says first, second and third of a picture.
 */
import { softened } from '../../analysis/softened.ts';

export interface Choice {
  /** Class number. */
  readonly index: number;
  /** At T = 1, 0 … 1. */
  readonly probability: number;
}

/** The most probable classes first; of equal ones the earlier class. At most `count`, fewer where there are fewer classes. */
export function firstChoices(logits: readonly number[], count: number): readonly Choice[] {
  return softened(logits, 1)
    .map((probability, index) => ({ probability, index }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, count);
}
