/**
 * The lab before the worker has said anything.
 */
import type { Experiment } from '../../spec/experiment.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import type { LabState } from './labState.ts';

export function openingState(experiment: Experiment, notices: readonly Notice[]): LabState {
  return {
    experiment,
    notices,
    phase: 'opening',
    measured: undefined,
    measuredOn: undefined,
    problem: undefined,
    warnings: [],
    databases: {},
    networksChanged: 0,
    stage: undefined,
    backend: undefined,
    backendClosed: false,
    dataset: undefined,
    teacher: undefined,
    student: undefined,
    savedTeachers: [],
    offeredTeacher: undefined,
    studentFile: undefined,
    teacherHistory: [],
    runs: [],
    pace: undefined,
    seconds: undefined,
    teacherUse: undefined,
    unfinished: undefined,
    deleted: undefined,
    shared: undefined,
    sharedExperiment: undefined,
  };
}
