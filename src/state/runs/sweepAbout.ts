/**
 * What a sweep was measured on and with, taken when it was measured: the form's settings may be others by the time that
 * its results are read.
 */
import type { BackendCard, DatasetSummary, TeacherCard } from '../../protocol/records.ts';
import type { SharedResults } from '../../protocol/sharedResults.ts';
import type { Report } from '../../worker/client.ts';
import type { SweepAbout } from './sweepRow.ts';

/** What stands ready for a sweep, of which a sweep says what it was measured on. */
export interface Ready {
  readonly dataset: DatasetSummary | undefined;
  readonly teacher: TeacherCard | undefined;
  readonly backend: BackendCard | undefined;
}

export function aboutOf({ dataset, teacher, backend }: Ready): SweepAbout {
  return {
    datasetLabel: dataset?.label.slice(0, 200),
    validationImages: dataset?.validation.count,
    split: dataset?.split.kind,
    teacherLabel: teacher?.label.slice(0, 200),
    teacherAccuracy: teacher?.accuracy,
    backend: backend?.name,
    backendLabel: backend?.label,
  };
}

/** What a link tells of the sweep that its results are of. */
export function aboutOfShared({
  backend,
  validationImages,
  teacherAccuracy,
  seconds,
}: SharedResults): SweepAbout {
  return {
    validationImages,
    teacherAccuracy,
    seconds,
    backend,
  };
}

/** Reports that change `aboutOf` while a sweep is under way: its teacher may be trained after it has begun. */
export const tellsAbout: ReadonlySet<Report['type']> = new Set([
  'sweep-started',
  'backend',
  'dataset',
  'teacher',
]);

/** Wall-clock of a sweep that was trained in two goes; undefined where that of the first is not known. */
export function secondsOfBoth(before: number | undefined, now: number): number | undefined {
  return before === undefined ? undefined : before + now;
}
