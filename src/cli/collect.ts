/**
 * Gathers a sweep's events into what the table, the report and the files are made of.
 */
import type { Experiment } from '../shared/experiment.ts';
import type { Problem } from '../shared/problem.ts';
import type { Event } from '../shared/protocol.ts';
import type {
  BackendCard,
  DatasetSummary,
  EpochRecord,
  ModelCard,
  RunRecord,
  RunStatus,
  TeacherCard,
} from '../shared/records.ts';
import type { Results } from '../shared/results.ts';
import { tableOf } from '../shared/statistics.ts';

interface OpenRun {
  readonly alpha: number;
  readonly run: number;
  readonly seed: number;
  status: RunStatus;
  readonly history: EpochRecord[];
  problem?: Problem;
}

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
  const runs: OpenRun[] = [];
  const find = (alpha: number, run: number) => runs.find((one) => one.alpha === alpha && one.run === run);

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
          runs.push({ alpha: event.alpha, run: event.run, seed: event.seed, status: 'running', history: [] });
          break;
        case 'epoch':
          find(event.alpha, event.run)?.history.push(event.record);
          break;
        case 'run-ended': {
          const ended = find(event.alpha, event.run);
          if (!ended) break;
          ended.status = event.status;
          if (event.problem) ended.problem = event.problem;
          break;
        }
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
        seconds: seconds ?? elapsed,
      };
    },
  };
}
