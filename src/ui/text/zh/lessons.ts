import type { LessonsText } from '../en/lessons.ts';

export const lessonsZh: LessonsText = {
  title: '课程',
};
