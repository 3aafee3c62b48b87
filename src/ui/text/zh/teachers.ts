/**
 * Of teachers beside the first, whose places are counted from 2, and of teachers' logits as files.
 */
import type { TeachersText } from '../en/teachers.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const teachersZh = {
  distilImages: {
    none: '尚无',
    open: '打开用于蒸馏的图像文件夹…',
    other: '选择一个文件夹，或把它拖放到这里。不需要类别文件夹；重新加载页面后请再给一次。',
    own: '类别旁 unlabelled 文件夹中的图像。',
    takeThese: '使用现有的图像',
  },
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
  map: '哪位教师教了什么：逐张图像',
  mapKind: '答对的',
  mapImages: '图像',
  mapStudent: '学生答对',
  mapRight: (kind) =>
    typeof kind === 'number'
      ? `只有教师 ${grouped(kind + 1)}`
      : { all: '所有教师', some: '部分教师', none: '没有教师' }[kind],
  mapHelp:
    '数字是唯一答对的教师；● 全部，◐ 部分，○ 没有；✓ 学生答对。按一行的按钮只看那些图像；方向键逐张移动。',
  mapCells: '按谁答对排列的验证图像',
  mapOfStudent: (right) => (right ? '学生答对' : '学生答错'),
  mapSays: (place, name, said, nats) =>
    `教师 ${grouped(place)}（${name}）：${said}${nats === undefined ? '' : `，离学生 ${nats} 奈特`}`,
  mapStudentSays: (said) => `学生：${said}`,
  mapNearest: (place) => `在这里，按 T = 1 的 KL，学生离教师 ${grouped(place)} 最近。`,
  apart: '教师之间的差别',
  apartLead: (images, all, none) =>
    `在 ${grouped(images)} 张验证图像中，所有教师都答对的有 ${grouped(all)} 张，全都答错的有 ${grouped(none)} 张。`,
  apartTeacher: '教师',
  apartAccuracy: '准确率',
  apartOnly: '只有它答对的',
  apartPictures: '其中几张',
  apartPicture: (index, label) => `第 ${grouped(index + 1)} 张图像：${label}`,
} satisfies Partly<TeachersText>;
