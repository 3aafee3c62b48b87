/**
 * For tests: weights that vary as drawn ones do, from uniform numbers.
 */
import type { Initial } from './parameters.ts';

/** Numbers uniform in ±this vary as those that the parameter starts from; 0 of a constant. */
export function spreadOf(initial: Initial): number {
  switch (initial.kind) {
    case 'constant':
      return 0;
    case 'uniform':
      return initial.bound;
    case 'kaiming-normal':
      return Math.sqrt(6 / initial.fan);
    case 'truncated-normal':
      return Math.sqrt(3) * initial.deviation;
    case 'sinusoidal':
      return 1;
  }
}
