import type { TeacherLogits } from '../engine/training/teacherLogits.ts';
import type { TeacherUse } from '../protocol/records.ts';
import { hasEndlessViews } from '../spec/decides.ts';
import type { Experiment } from '../spec/experiment.ts';
import { membersIn } from './resources/ensemble.ts';
import type { MeasuredTeacher } from './resources/measuredTeacher.ts';

/**
 * What some runs asked of their teachers, and what stored logits saved.
 *
 * @param answers images that students were compared with the teacher on
 */
export function teacherUse(
  answers: number,
  teachers: readonly Pick<TeacherLogits, 'computed' | 'stored'>[],
  teaching: MeasuredTeacher,
  experiment: Experiment,
): TeacherUse {
  const computed = teachers.reduce((sum, teacher) => sum + teacher.computed, 0);
  const stored = teachers.flatMap((teacher) => teacher.stored ?? []);
  // Where all versions are predicted beforehand, a short sweep needs fewer than that.
  const saved = (asked: number) => Math.max(0, answers - asked);
  const { msPerImage } = teaching;
  const labels = membersIn(teaching).map(({ card }) => card.label);
  return {
    ...{ answers, asked: computed },
    ...(msPerImage === undefined ? {} : { secondsSaved: (saved(computed) * msPerImage) / 1000 }),
    ...(hasEndlessViews(experiment, {}) ? { views: experiment.views } : {}),
    ...(stored.length > 0
      ? {
          stored: stored.map((one, place) => ({
            ...{ label: labels[place] ?? '', asked: one.computed },
            ...{ saved: saved(one.computed), bytes: one.bytes },
          })),
        }
      : {}),
  };
}
