import { type Experiment, isFieldName } from '../experiment.ts';
import { matters } from '../keys.ts';
import { trainingExperiment } from './points.ts';
import { isTraining, type StageSpec, stageOf, valuesOf } from './stages.ts';

/** Whether another value of a stage's setting may give another network, as its other settings and the experiment stand. */
export function settingMatters(stage: StageSpec, name: string, experiment: Experiment): boolean {
  const { overrides, matters: own } = stageOf(stage.kind);
  const { of, always } = overrides[name] ?? {};
  if (own?.[name]?.(valuesOf(stage)) === false) return false;
  if (always) return true;
  if (of === undefined) return true;
  if (!isFieldName(of) || !isTraining(stage)) return true;
  return matters(of, trainingExperiment(experiment, stage));
}
