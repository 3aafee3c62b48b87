import type { LedgerText } from '../en/ledger.ts';
import { fixed, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const sides: LedgerText['sides'] = { validation: '验证', train: '训练' };
const charts: LedgerText['charts'] = {
  terms: { title: '损失的两项', unit: '', column: '损失项' },
  norms: { title: '梯度的长度', unit: '对数刻度', column: '梯度长度' },
  angle: { title: '两个梯度的夹角', unit: '度', column: '夹角（度）' },
};
const times = (value: number) => plain(Number(value.toPrecision(2)));
const degrees = (value: number) => `${fixed(value, 0)}°`;

const kinds = {
  together: '两者的方向有一部分相同。',
  apart: '两者几乎互不相干。',
  against: '两者方向相反。',
} as const;

export const ledgerZh = {
  title: '损失账本',
  lead: '损失由什么组成，标签和教师各以多大的力拉动学生的权重，两股拉力的方向相差多少。取每个 α 的第 1 次运行；每轮结束后在同一小批训练图像（64 张，不足则全部）上对所有权重测量梯度。',
  before:
    '学生训练时，这里记录它的损失账：两个损失项及 α 给各自的份额，标签和教师各以多大的力拉动权重，以及两股拉力的夹角。',
  student: '账本对象',
  every: '所有 α',
  images: '损失项所用的图像',
  sides,
  term: '比较的损失项',
  logTerms: '损失项用对数轴',
  terms: { hard: '标签', soft: '教师' },
  lines: { hard: '硬', hardShare: 'α·硬', soft: '软', softShare: '(1−α)·软' },
  charts,
  angles: { same: '方向相同', none: '互不相干', against: '方向相反' },
  epoch: '轮',
  atEpoch: (epoch) => `第 ${epoch} 轮`,
  unmeasured: '尚未测量',
  degrees,
  hidden:
    '这里学生会看到没有标签的图像。训练图像的每一项都是对学生所见全部图像的平均：没有标签的图像计入标签项的平均数，但贡献为 0，对其拉力也一样。验证图像都有标签。',
  noGradients: '未测量：这次运行在有账本之前训练。重新训练即可看到。',
  compared: (term) =>
    `在学生之间比较的是${term === 'hard' ? '硬损失项（标签）' : '软损失项（教师）'}，未加权，以及它的梯度。`,
  reading({ alpha, epoch, ratio, degrees: off, weighed, first, kind }) {
    const pull = times(ratio);
    const then = first
      ? `第 ${first.epoch} 轮之后是 ${times(first.ratio)} 倍，相差 ${degrees(first.degrees)}。`
      : '';
    if (alpha >= 1)
      return `第 ${epoch} 轮时，α 1 并不理会的教师拉力是标签拉力的 ${pull} 倍，与之相差 ${degrees(off)}。${then}`;
    if (alpha <= 0)
      return `第 ${epoch} 轮时，教师的拉力是标签拉力（α 0 并不理会）的 ${pull} 倍，与之相差 ${degrees(off)}。${then}`;
    const felt =
      weighed !== undefined && alpha !== 0.5 ? `（按 α ${plain(alpha)} 加权后为 ${times(weighed)} 倍）` : '';
    return `第 ${epoch} 轮时，教师的拉力是标签拉力的 ${pull} 倍${felt}，与之相差 ${degrees(off)}。${kinds[kind]}${then}`;
  },
  readings: (all) =>
    `最近一次测量时教师拉力与标签拉力之比：${all
      .map((one) => `α ${one.name}：${times(one.ratio)} 倍，相差 ${degrees(one.degrees)}`)
      .join('；')}。`,
  numbers: (chart) => `数据：${charts[chart].title}`,
  caption: (chart, side) =>
    chart === 'terms' ? `每轮之后的损失项，${sides[side]}图像` : `每轮之后${charts[chart].title}`,
  describe: (chart, ends) =>
    `${charts[chart].title}，按轮次。${ends.length > 0 ? `${ends.join('；')}。左右方向键可逐轮查看。` : '尚无测量结果。'}`,
  end: (line, value, epoch) => `${line}：第 ${epoch} 轮为 ${value}`,
  none: '–',
} satisfies Partly<LedgerText>;
