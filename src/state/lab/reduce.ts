/**
 * The page's state after one report of the worker: pure, so that a sweep can be replayed in a test.
 *
 * An epoch costs one new list of runs and one new history, O(runs + epochs) copied references, and shares
 * everything else with the state before it: components that show another run do not render again.
 */
import { type Problem, problemInEnglish } from '../../lang/problem.ts';
import type { Assignment } from '../../protocol/assignments.ts';
import { begunRun, isMeasured, withEpoch, withStageEnded, withStageStarted } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { RunId } from '../../protocol/runId.ts';
import type { Report } from '../../worker/client.ts';
import { sameExperiment } from '../runs/experimentKey.ts';
import type { LabState, Phase } from './labState.ts';
import { isBusy } from './phases.ts';

/** @param taken finished runs of an earlier visit that the sweep which now starts does not train again. */
export function reduce(state: LabState, report: Report, taken: readonly RunRecord[] = []): LabState {
  switch (report.type) {
    case 'backend':
      return { ...state, backend: report.backend, backendClosed: false };
    case 'backend-closed':
      return { ...state, backendClosed: true };
    case 'dataset':
      return { ...state, dataset: report.dataset };
    case 'student':
      return { ...state, student: report.student };
    case 'memory':
      return { ...state, memory: report.memory };
    case 'teacher':
      return {
        ...state,
        teacher: report.teacher,
        // The head of a file's teacher may have been trained here too.
        teacherHistory:
          report.teacher.source === 'trained' || report.teacher.newHead ? state.teacherHistory : [],
      };
    case 'stage': {
      const { stage, done, total } = report;
      return {
        ...state,
        stage: done < total ? { stage, done, total } : undefined,
        phase: stage === 'teacher-images' ? whileTeaching(state.phase) : state.phase,
      };
    }
    case 'ready':
      return afterReady(state, report);
    case 'teacher-epoch':
      return {
        ...state,
        phase: whileTeaching(state.phase),
        teacherHistory:
          report.record.epoch === 1 ? [report.record] : [...state.teacherHistory, report.record],
      };
    case 'sweep-started':
      return {
        ...state,
        phase: 'running',
        measured: report.experiment,
        runs: taken,
        problem: undefined,
        stage: undefined,
        pace: undefined,
        seconds: undefined,
        teacherUse: undefined,
        unfinished: undefined,
      };
    case 'run-started':
      return startRun(state, report);
    case 'pace':
      return {
        ...state,
        pace: report.pace,
        phase: report.pace.kind === 'teacher' ? whileTeaching(state.phase) : state.phase,
      };
    case 'epoch':
      return withRun(state, report.id, (record) => withEpoch(record, report.stage, report.record));
    case 'stage-started':
      return withRun(state, report.id, (record) => withStageStarted(record, report.stage, report));
    case 'stage-ended':
      return withRun(state, report.id, (record) => withStageEnded(record, report.stage, report.record));
    case 'run-ended':
      return withRun(state, report.id, (record) => ended(record, report.status, report.problem));
    case 'databases':
      return { ...state, databases: report.troubles };
    case 'networks-changed':
      return { ...state, networksChanged: state.networksChanged + 1 };
    case 'timing': {
      const { done, total } = report;
      return { ...state, timing: total > 0 ? { done, total } : undefined };
    }
    case 'teacher-use':
      return { ...state, teacherUse: report.use };
    case 'paused':
      return isBusy(state.phase) && state.phase !== 'stopping' ? { ...state, phase: 'paused' } : state;
    case 'resumed':
      return state.phase === 'paused'
        ? { ...state, phase: state.pace?.kind === 'teacher' ? 'training-teacher' : 'running' }
        : state;
    case 'sweep-ended':
      return afterSweep(state, report);
    case 'warning':
      return { ...state, warnings: withWarning(state.warnings, report.warning) };
    case 'problem':
      return afterProblem(state, report.problem);
  }
}

/** A sweep may have to train its teacher first; a request to stop or pause stands while it does. */
function whileTeaching(phase: Phase): Phase {
  return phase === 'stopping' || phase === 'paused' ? phase : 'training-teacher';
}

function startRun(state: LabState, started: Assignment): LabState {
  return {
    ...state,
    phase: state.phase === 'stopping' || state.phase === 'paused' ? state.phase : 'running',
    stage: undefined,
    pace: state.pace?.kind === 'student' ? state.pace : undefined,
    runs: [...state.runs.filter(({ id }) => id !== started.id), begunRun(started)],
  };
}

/**
 * Only the experiment on the form makes the lab ready: an older one's readiness, which arrives when the form was
 * touched in between, is passed over, and so is one that was on its way when something was set to train.
 */
function afterReady(state: LabState, { experiment, trained }: Extract<Report, { type: 'ready' }>): LabState {
  if (isBusy(state.phase) && !trained) return state;
  if (!sameExperiment(experiment, state.experiment)) {
    return isBusy(state.phase) ? { ...state, phase: 'opening', stage: undefined, pace: undefined } : state;
  }
  return { ...state, phase: settled(state), problem: undefined, stage: undefined, pace: undefined };
}

/** A sweep that fails as a whole is followed by the problem that ended it; what its runs reached stays shown. */
function afterSweep(state: LabState, report: Extract<Report, { type: 'sweep-ended' }>): LabState {
  const failed = report.status === 'failed';
  const runs = endRunning(state.runs, failed ? 'failed' : 'stopped');
  const seconds = failed ? state.seconds : report.seconds;
  const next = { ...state, runs, seconds, pace: undefined, stage: undefined };
  if (report.status === 'finished') return { ...next, phase: settled(next), problem: undefined };
  const phase = settled(next);
  return { ...next, phase: phase === 'ready' && (failed || state.problem) ? 'blocked' : phase };
}

/** Each once: what two tabs or two experiments meet is said in the same words. */
function withWarning(warnings: readonly Problem[], found: Problem): readonly Problem[] {
  const text = problemInEnglish(found);
  return [...warnings.filter((other) => problemInEnglish(other) !== text), found];
}

/** What was there before the failing command is still there; only what was being trained is lost. */
function afterProblem(state: LabState, found: Problem): LabState {
  if (found.code === 'storage-failed') return { ...state, problem: found };
  // The errors that follow from a lost device say less than its loss.
  const problem =
    found.code === 'unexpected' && state.problem?.code === 'device-lost' ? state.problem : found;
  const next = { ...state, problem, stage: undefined };
  if (state.phase === 'opening') return { ...next, phase: 'blocked' };
  if (!isBusy(state.phase)) return next;
  return { ...next, runs: endRunning(state.runs, 'failed', problem), pace: undefined, phase: 'blocked' };
}

/** The phase when nothing is under way and the experiment can run. Results of a link were not measured here. */
function settled(state: LabState): Phase {
  const here = hasResults(state.runs) && state.runs !== state.shared?.runs;
  return here && sameExperiment(state.measured, state.experiment) ? 'done' : 'ready';
}

function hasResults(runs: readonly RunRecord[]): boolean {
  return runs.some(isMeasured);
}

function ended(record: RunRecord, status: RunRecord['status'], problem: Problem | undefined): RunRecord {
  return { ...record, status, ...(problem ? { problem } : {}) };
}

function endRunning(
  runs: readonly RunRecord[],
  status: 'stopped' | 'failed',
  problem?: Problem,
): readonly RunRecord[] {
  return runs.map((record) => (record.status === 'running' ? ended(record, status, problem) : record));
}

/** Replaces one run; the newest are last, so the search starts there. A run that was never started is passed over. */
function withRun(state: LabState, id: RunId, change: (record: RunRecord) => RunRecord): LabState {
  const position = state.runs.findLastIndex((record) => record.id === id);
  const record = state.runs[position];
  if (!record) return state;
  return { ...state, runs: state.runs.with(position, change(record)) };
}
