/**
 * How often the teacher of the results on the page is right, as it was when they were measured: on their images, and
 * whichever teacher the form names now.
 */
import type { LabState } from './labState.ts';

/** Share of the validation images; before there are results, that of the teacher that stands ready. */
export function measuredTeacher({
  measuredOn,
  teacher,
}: Pick<LabState, 'measuredOn' | 'teacher'>): number | undefined {
  return measuredOn ? measuredOn.teacherAccuracy : teacher?.accuracy;
}
