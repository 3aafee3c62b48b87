/**
 * Measures a network on a whole held-out set, in evaluation mode.
 */
import type { Measures } from '../../protocol/records.ts';
import type { BatchObjective } from '../objectives/batchLoss.ts';
import { measuresOf } from '../objectives/measures.ts';
import type { TrainingControl } from './control.ts';
import type { Stepper } from './executors/stepper.ts';

/** Means over the whole set; undefined when stopped on the way. One read from the device. */
export async function evaluate(
  stepper: Stepper,
  { termNames }: BatchObjective,
  control: TrainingControl,
): Promise<Measures | undefined> {
  const sums = await stepper.evaluate(control);
  return sums && measuresOf(sums, termNames);
}
