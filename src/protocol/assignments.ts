/**
 * The runs of an experiment.
 */
import type { Experiment } from '../spec/experiment.ts';
import { axesOf, type Point, pointsOf, type Varied } from '../spec/point.ts';
import { applyPoint } from '../spec/recipe/points.ts';
import { stagesIn } from '../spec/recipe/recipeField.ts';
import { isTraining, valuesOf } from '../spec/recipe/stages.ts';
import { type RunName, runNameOf } from './runId.ts';

/** One run of the sweep. */
export interface Assignment extends RunName {
  /** experiment.seed + run − 1, wrapped to 32 bits: the same at every point. */
  readonly seed: number;
}

type Planned = Varied & Pick<Experiment, 'runs' | 'seed'>;

/** All runs in the order in which they are trained: run 1 of every point, run 2 of every point, … so that pairs complete early. */
export function assignmentsOf(experiment: Planned): readonly Assignment[] {
  const points = pointsOf(axesOf(experiment));
  return Array.from({ length: experiment.runs }, (_, i) =>
    points.map((point) => ({ ...runNameOf(point, i + 1), seed: (experiment.seed + i) % 2 ** 32 })),
  ).flat();
}

/** How many runs an experiment has. */
export function plannedRuns(experiment: Varied & Pick<Experiment, 'runs'>): number {
  return axesOf(experiment).reduce((count, { values }) => count * values.length, experiment.runs);
}

export interface PlannedStage {
  readonly kind: string;
  /** 0 of a stage that does not train. */
  readonly epochs: number;
}

/** The stages of a point's runs, in order: without a recipe, one distillation. */
export function plannedStages(experiment: Experiment, point: Point): readonly PlannedStage[] {
  const there = experiment.vary.length > 0 ? applyPoint(experiment, point) : experiment;
  const stages = stagesIn(there.recipe);
  if (stages.length === 0) return [{ kind: 'distil', epochs: there.epochs }];
  return stages.map((stage) => {
    const own = valuesOf(stage).epochs;
    const epochs = typeof own === 'number' ? own : there.epochs;
    return { kind: stage.kind, epochs: isTraining(stage) ? epochs : 0 };
  });
}

/** Epochs of all stages of the point that has most, of the whole sweep or of some of its points. */
export function plannedEpochs(
  experiment: Experiment,
  points: readonly Point[] = pointsOf(axesOf(experiment)),
): number {
  const totals = points.map((point) =>
    plannedStages(experiment, point).reduce((sum, { epochs }) => sum + epochs, 0),
  );
  return Math.max(0, ...totals);
}
