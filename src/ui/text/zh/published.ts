/** 他人发表的运行周围的文字。 */

import type { PublishedText } from '../en/published.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const publishedZh = {
  switch: '已发表的曲线',
  published: '细虚线：已发表',
  runs: (n) => `（${grouped(n)} 次运行）`,
  notDrawn: '训练过程和损失的各项没有发表。',
  lastBatch: '发表的 logits 之差只取自验证集的最后一个批次；这里的取自整个验证集。',
  table: {
    title: '与已发表的结果对照',
    which: '数字',
    kinds: { final: '最后一轮', pooled: '合并计算，如原表' },
    ours: '在此测得',
    theirs: '已发表',
    n: 'n，运行',
    epochs: 'n，轮次',
    unknown: '不详',
    teacher: (accuracy, images) => `教师 ${accuracy} %${images ? `，${grouped(images)} 张验证图像` : ''}`,
    none: '这里还没有学生完成训练。',
    final: '最后一轮之后，n 次运行的平均值 ± 样本标准差。已发表一侧由保存下来的完整运行的曲线算出。',
    short: (alpha, complete, saved) => `α ${plain(alpha)}：保存的 ${saved} 次运行中有 ${complete} 次完整。`,
    pooled:
      '每次运行的每一轮混在一起的平均值 ± 样本标准差。这个 ± 把学习过程和偶然混为一谈，不是各次运行之间的离散程度。',
    printed: '已发表一侧是作者印出的表格。',
    notReproduced: (alpha) => `α ${plain(alpha)} 的那一行无法由保存的曲线得出，因此它的 n 不详。`,
    loss: '每个 α 的损失是不同的目标，而已发表的损失比较的是未经温度处理的 logits：不要在各行之间、也不要与别的目标比较损失。',
    runsMade: '与已发表结果一同印出的命令，实际运行次数比要求的少一次；每个 α 保存了四次运行。',
    source: '来源',
  },
} satisfies Partly<PublishedText>;
