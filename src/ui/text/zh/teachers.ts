/**
 * Of teachers beside the first, whose places are counted from 2, and of teachers' logits as files.
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
  logits: '保存的 logit',
  saveLogits: (teacher: string) => `保存 ${teacher} 的 logit`,
  openLogits: '打开保存的 logit 文件作为教师',
  logitsHelp: '教师对图像每个视图的回答，存为一个文件：在相同图像上把它作为教师打开的人，不再需要教师本身。',
  makingLogits: '正在写入 logit',
  logitsSaved: (name: string, size: string) => `已保存 ${name}，${size}。`,
} satisfies Partly<TeachersText>;
