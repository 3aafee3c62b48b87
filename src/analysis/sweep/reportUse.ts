import type { TeacherUse } from '../../protocol/records.ts';

/** What teachers were asked for some runs. */
export interface ReportUse {
  /** How often a student was compared with the teacher. */
  readonly answers: number;
  /** Images that the teacher was shown for that. */
  readonly passes: number;
  readonly seconds_saved: number | null;
  /** Random views of each image; 0 for a new one every time. */
  readonly views?: number;
  /** Of each teacher; none where every view is new. */
  readonly stored: readonly {
    readonly teacher: string;
    readonly passes: number;
    readonly passes_saved: number;
    readonly bytes: number;
  }[];
}

export const reportUse = ({ answers, asked, secondsSaved, views, stored = [] }: TeacherUse): ReportUse => ({
  ...{ answers, passes: asked, seconds_saved: secondsSaved ?? null },
  ...(views === undefined ? {} : { views }),
  stored: stored.map(({ label, asked: passes, saved, bytes }) => ({
    ...{ teacher: label, passes, passes_saved: saved, bytes },
  })),
});
