/**
 * The words of the chart of any quantity against any other.
 */
import type { QuantityChartText } from '../en/quantityChart.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

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
