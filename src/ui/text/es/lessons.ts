import type { LessonsText } from '../en/lessons.ts';

export const lessonsEs: LessonsText = {
  title: 'Lecciones',
};
