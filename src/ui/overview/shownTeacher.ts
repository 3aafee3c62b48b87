/**
 * The teacher that a page may speak of.
 */
import type { TeacherCard } from '../../protocol/records.ts';
import type { LabState } from '../../state/lab/labState.ts';

/** Undefined also where the experiment wants one from a file that this visit was not given: the last one is not it. */
export function shownTeacher({
  experiment,
  teacher,
}: Pick<LabState, 'experiment' | 'teacher'>): TeacherCard | undefined {
  return experiment.teacher === 'file' && teacher?.source !== 'file' ? undefined : teacher;
}
