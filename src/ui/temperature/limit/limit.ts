/**
 * How T²·KL nears the loss of logit matching as T grows: a curve over the slider's whole range.
 */
import { divergence } from '../../../analysis/softened.ts';
import { highestPosition, lowestPosition, temperatureAt } from '../logScale.ts';

export interface LimitPoint {
  readonly temperature: number;
  /** T²·KL(p_t ‖ p_s), or KL where the factor is off; nats. */
  readonly loss: number;
}

const points = 91;

export function softLoss(
  teacher: readonly number[],
  student: readonly number[],
  temperature: number,
  scaled: boolean,
): number {
  return (scaled ? temperature ** 2 : 1) * divergence(teacher, student, temperature);
}

/** From T 0.1 to 100, evenly on the log scale. */
export function limitCurve(
  teacher: readonly number[],
  student: readonly number[],
  scaled: boolean,
): readonly LimitPoint[] {
  return Array.from({ length: points }, (_, i) => {
    const along = i / (points - 1);
    const temperature = temperatureAt(lowestPosition + along * (highestPosition - lowestPosition));
    return { temperature, loss: softLoss(teacher, student, temperature, scaled) };
  });
}
