/**
 * Of teachers beside the first, whose places are counted from 2.
 */
import type { TeachersText } from '../en/teachers.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const teachersZh = {
  teacher: (place: number) => `教师 ${grouped(place)}`,
  open: (place: number) => `为教师 ${grouped(place)} 打开文件`,
  remove: '移除',
  removeLong: (place: number) => `移除教师 ${grouped(place)}`,
  removeLater: '请先移除排在它后面的文件教师。',
  add: '添加教师',
} satisfies Partly<TeachersText>;
