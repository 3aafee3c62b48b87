/**
 * Picks how steps are computed on the backend that is current.
 */
import { hostMachine } from './hostMachine.ts';
import { isResident } from './isResident.ts';
import { residentMachine } from './residentMachine.ts';
import type { Machine, TrainingData } from './stepper.ts';

/** The caller owns the machine and, after it, still owns `data`. */
export function openMachine(data: TrainingData): Machine {
  const resident = isResident() && data.source.views && !data.severalRates;
  return resident ? residentMachine(data) : hostMachine(data);
}
