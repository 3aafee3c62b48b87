/**
 * Gathers a sweep's events into what the table, the report and the files are made of.
 */

import type { Results } from '../analysis/results.ts';
import { tableOf } from '../analysis/statistics.ts';
import type { Event } from '../protocol/protocol.ts';
import { begunRun, withEpoch, withStageEnded, withStageStarted } from '../protocol/record.ts';
import type {
  BackendCard,
  DatasetSummary,
  ModelCard,
  RunRecord,
  TeacherCard,
  TeacherUse,
} from '../protocol/records.ts';
import type { RunId } from '../protocol/runId.ts';
import type { Experiment } from '../spec/experiment.ts';

export interface Collection {
  take(event: Event): void;
  /** True from the first run on: from here an interruption has something to write. */
  readonly begun: boolean;
  /** Undefined as long as backend, dataset, teacher and student are not all known. A run under way counts as stopped. */
  results(): Results | undefined;
}

/** @param asked what stands for the experiment until the page says what it prepared. */
export function createCollection(asked: Experiment, now: () => number = () => performance.now()): Collection {
  let experiment = asked;
  let backend: BackendCard | undefined;
  let dataset: DatasetSummary | undefined;
  let teacher: TeacherCard | undefined;
  let student: ModelCard | undefined;
  let startedAt: number | undefined;
  let seconds: number | undefined;
  const runs: RunRecord[] = [];
  const teacherUse: TeacherUse[] = [];
  const change = (id: RunId, changed: (record: RunRecord) => RunRecord) => {
    const at = runs.findLastIndex((one) => one.id === id);
    const record = runs[at];
    if (record) runs[at] = changed(record);
  };

  return {
    take(event) {
      switch (event.type) {
        case 'backend':
          backend = event.backend;
          break;
        case 'dataset':
          dataset = event.dataset;
          break;
        case 'teacher':
          teacher = event.teacher;
          break;
        case 'student':
          student = event.student;
          break;
        case 'ready':
          experiment = event.experiment;
          break;
        case 'sweep-started':
          experiment = event.experiment;
          startedAt = now();
          break;
        case 'run-started':
          runs.push(begunRun(event));
          break;
        case 'stage-started':
          change(event.id, (record) => withStageStarted(record, event.stage, event));
          break;
        case 'epoch':
          change(event.id, (record) => withEpoch(record, event.stage, event.record));
          break;
        case 'stage-ended':
          change(event.id, (record) => withStageEnded(record, event.stage, event.record));
          break;
        case 'run-ended': {
          const { status, problem } = event;
          change(event.id, (record) => ({ ...record, status, ...(problem ? { problem } : {}) }));
          break;
        }
        case 'teacher-use':
          teacherUse.push(event.use);
          break;
        case 'sweep-ended':
          seconds = event.seconds;
          break;
      }
    },
    get begun() {
      return runs.length > 0;
    },
    results() {
      if (!backend || !dataset || !teacher || !student) return undefined;
      const settled = runs.map(
        (run): RunRecord => ({
          ...run,
          status: run.status === 'running' ? 'stopped' : run.status,
        }),
      );
      const elapsed = startedAt === undefined ? 0 : (now() - startedAt) / 1000;
      return {
        experiment,
        backend,
        dataset,
        teacher,
        student,
        rows: tableOf(settled, 'final'),
        runs: settled,
        teacherUse,
        seconds: seconds ?? elapsed,
      };
    },
  };
}
