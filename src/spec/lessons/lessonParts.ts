/**
 * What is asked of a lesson that was read; apart from the gate, which comes with the first lesson's file.
 */
import type { Lesson, Measure, RevealStep } from './lesson.ts';

/** The experiments whose runs a measure is taken from; none of what the teacher says. */
export function experimentsOf(of: Measure): readonly string[] {
  if (of.kind === 'compare') return [of.a.experiment, of.b.experiment];
  return of.kind === 'fall' ? [of.experiment, of.reference.experiment] : [];
}

/** The reveal that answers a prediction. */
export function revealOf(of: Lesson, prediction: string): RevealStep | undefined {
  return of.steps.find((one): one is RevealStep => one.kind === 'reveal' && one.prediction === prediction);
}
