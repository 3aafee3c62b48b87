/**
 * The sentences around a lesson in English; what a lesson itself says is in its file.
 */
export const lessonsEn = {
  title: 'Lessons',
};

export type LessonsText = typeof lessonsEn;
