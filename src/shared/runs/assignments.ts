/**
 * The runs of an experiment.
 */
import type { Experiment } from '../experiment.ts';
import { axesOf, pointsOf } from './point.ts';
import { type RunName, runNameOf } from './runId.ts';

/** One run of the sweep. */
export interface Assignment extends RunName {
  /** experiment.seed + run − 1, wrapped to 32 bits: the same at every point. */
  readonly seed: number;
}

type Planned = Pick<Experiment, 'alphas' | 'runs' | 'seed'>;

/** All runs in the order in which they are trained: run 1 of every point, run 2 of every point, … so that pairs complete early. */
export function assignmentsOf(experiment: Planned): readonly Assignment[] {
  const points = pointsOf(axesOf(experiment));
  return Array.from({ length: experiment.runs }, (_, i) =>
    points.map((point) => ({ ...runNameOf(point, i + 1), seed: (experiment.seed + i) % 2 ** 32 })),
  ).flat();
}

/** How many runs an experiment has. */
export function plannedRuns(experiment: Pick<Experiment, 'alphas' | 'runs'>): number {
  return axesOf(experiment).reduce((count, { values }) => count * values.length, experiment.runs);
}

/** The stages of every run, in order, with the epochs of each. */
export function plannedStages({
  epochs,
}: Pick<Experiment, 'epochs'>): readonly { readonly kind: string; readonly epochs: number }[] {
  return [{ kind: 'distil', epochs }];
}
