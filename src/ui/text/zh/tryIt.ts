import type { TryItText } from '../en/tryIt.ts';
import { plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const tryItZh = {
  atOne: '这里 T 是 1：网络训练好以后，使用时都是这样。温度台的 T 留在其他标签页里。',
  table: '教师和学生看这张图片',
  choices: ['首选', '第二', '第三'],
  time: '每张图像的时间',
  size: '权重',
  ms: (median) => `${median} 毫秒`,
  range: (least, most) => `${least} 至 ${most} 毫秒`,
  smaller: (times) => `学生的权重小到教师的 ${times} 分之一。`,
  larger: (times) => `学生的权重是教师的 ${times} 倍。`,
  asLarge: '学生的权重和教师的一样大。',
  faster: (times) => `它回答的速度是教师的 ${times} 倍。`,
  slower: (times) => `它回答所需的时间是教师的 ${times} 倍。`,
  asFast: '它回答得和教师一样快。',
  how: (measurements, least, size, backend) =>
    `${plain(measurements)} 次测量的中位数，其下是最小和最大；每次测量是至少 ${plain(least)} 毫秒内若干次前向计算的平均，三次预热不计。一次前向计算把一张 ${plain(size)} × ${plain(size)} 的图像从内存中的字节变成 logits。运行在 ${backend} 上。`,
  measuring: '正在测量……',
  again: '重新测量',
  busy: '训练或准备过程中不计时：回答得等训练的步骤。暂停后即可测量。',
} satisfies Partly<TryItText>;
