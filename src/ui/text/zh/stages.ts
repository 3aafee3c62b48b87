import { gainText, percent, pointsApart } from '../../results/format.ts';
import type { Apart, QuantityChartText, SaidEffect, StagesFound, StagesText } from '../en/stages.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const runs = (count: number) => `${grouped(count)} 次运行`;

function clause({ act, gain, verdict, givesBack }: SaidEffect): string {
  const size = pointsApart(gain) ?? percent(0);
  if (verdict === 'less') return `${act}损失了 ${size} 个百分点`;
  if (verdict === 'more') return `${act}${givesBack ? '挽回了' : '提高了'} ${size} 个百分点`;
  if (verdict === 'one-pair') return `${act}：${gainText(gain)} 个百分点`;
  return `${act}：${gainText(gain)} 个百分点，未超出偶然`;
}

function headline({ alpha, beside, effects, done, planned }: StagesFound): string {
  const of = `α ${plain(alpha)}${beside}`;
  if (effects.length === 0) {
    return done > 0
      ? `${runs(done)}已走完配方（${of}）；没有一个阶段知道之前的准确率。`
      : `第一次运行走完配方后，这里会说明每个阶段损失或提高了多少（${of}）。`;
  }
  const many = done < planned ? `${runs(planned)}中的 ${grouped(done)} 次` : runs(done);
  const only = done === 1 ? '一次运行太少，还无法判断。' : '';
  return `${effects.map(clause).join('；')}（${of}；${many}）。${only}`;
}

function contrast({ value, over, at, gain, verdict }: Apart): string {
  const doubt =
    verdict === 'one-pair' ? '：只有一对，还无法判断' : verdict === 'unclear' ? '：未超出偶然' : '';
  return `${value}与${over}相比${at ? `（${at}）` : ''}：${gainText(gain)} 个百分点，${grouped(gain.n)} 对${doubt}。`;
}

export const stagesZh = {
  headline,
  apart: {
    title: '逐次运行对照',
    contrast,
    held: (count) =>
      `${grouped(count)} 项比较，各用 5 % ÷ ${grouped(count)} 的水平：合在一起，20 次中至多一次会断言并不存在的差异（Bonferroni）。`,
  },
  how: '每次运行在同样的验证图像上：阶段之后的准确率减去之前的准确率（平均值 ± 标准误）。只有当偶然造成同样大的差别的可能性低于 5 % 时，才说一个阶段有损失或提高：既按各次运行的学生 t 检验，也按验证图像的数量；如果测量过起点，也会说明第一个阶段。',
  stage: (place, label, level) => `${grouped(place)}. ${label}${level > 0 ? `（${grouped(level)}）` : ''}`,
  reached: (label, asked, reached) =>
    asked === reached ? `${label}：${asked}` : `${label}：要求 ${asked}，达到 ${reached}`,
  uncalibrated: (accuracy) => `重新校准前 ${accuracy}`,
  simulated: '模拟',
  maskedNote: '掩码：零同样参与乘法，因此网络在这里不会因此更快。',
  collapsed: (layers: number) => `只剩一个权重、行、列或块的层：${grouped(Math.round(layers))}`,
  simulatedNote:
    '模拟的整数：量化网络在这里用浮点数计算，所以在这里并不更快，它的时间不能说明用整数计算的网络。',
  notes:
    '每个 α 的行是它最后一个阶段的结果；下面是每个阶段的结果。重新校准：剪枝后重新测量 batch norm 的统计量。',
  charted: (sections) => `阶段：${sections.join('；')}。`,
  trained: (labels, from, to) =>
    from === to ? `${labels}，第 ${grouped(from)} 轮` : `${labels}，第 ${grouped(from)} 到 ${grouped(to)} 轮`,
  after: (labels, epoch) => (epoch === 0 ? `${labels}，没有轮次` : `${labels}，第 ${grouped(epoch)} 轮之后`),
} satisfies Partly<StagesText>;

/** Of the chart of any quantity against any other. */
export const quantityChartZh = {
  title: '任意两个量的对照',
  quantity: '显示',
  across: '对照',
  epoch: '轮次',
  stage: '阶段',
  student: '学生',
  against: (quantity, across) => `${quantity}，对照 ${across}`,
  unmeasured: (label) => `${label}（未测量）`,
  empty: '每次完成的运行在这里都有位置：逐个阶段的准确率，对照大小、时间或乘加次数。',
  nothing: (title) => `${title}：没有同时测量过这两者。`,
  note: '点：各次运行的平均值；短线：± 1 个标准差',
  numberedNote: '点：各次运行的平均值，旁边是阶段的编号；短线：± 1 个标准差',
  logNote: '相差很大的量用对数轴',
  numbers: '此图背后的数字',
  caption: '平均值 ± 样本标准差（n 次运行）',
  more: (count) => `另有 ${grouped(count)} 个在文件中。`,
  describe: (title, ends) => `${title}，各次运行的平均值。${ends.join('；')}。`,
} satisfies Partly<QuantityChartText>;
