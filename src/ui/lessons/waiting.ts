/**
 * Whether an answer has to wait: nobody looks before the last run. How many there would be was decided beforehand, and
 * peeking would make chance look surer than it is.
 */
import type { Measure } from '../../spec/lessons/lesson.ts';
import { experimentsOf } from '../../spec/lessons/lessonParts.ts';
import { axesOf, pointsOf } from '../../spec/point.ts';
import type { MeasuredBy } from './reveal.ts';

/** The lesson's experiment that is not trained to its end. */
export interface Waiting {
  readonly experiment: string;
  readonly done: number;
  readonly total: number;
}

/** Runs that ended; one that failed will not come any more. Undefined for an experiment that the lesson does not have. */
export function progressIn(experiment: string, by: MeasuredBy): Waiting | undefined {
  const measured = by(experiment);
  if (!measured) return undefined;
  const points = pointsOf(axesOf(measured.experiment)).length;
  const done = measured.runs.length + (measured.failed ?? 0);
  return { experiment, done, total: points * measured.experiment.runs };
}

/** The first of a measure's experiments that still has runs to come. */
export function waitingFor(measure: Measure, by: MeasuredBy): Waiting | undefined {
  return experimentsOf(measure)
    .flatMap((experiment) => progressIn(experiment, by) ?? [])
    .find(({ done, total }) => done < total);
}
