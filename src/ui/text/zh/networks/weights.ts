/**
 * The sentences of one layer's weights, in Chinese.
 */
import type { WeightsText } from '../../en/networks/weights.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const weightsZh: Partly<WeightsText> = {
  title: (layer) => `${layer} 的权重`,
  hint: '选择一层以查看其权重。',
  reading: '正在读取权重',
  facts: ({ count, mean, deviation, zeros }) =>
    `共 ${grouped(count)} 个数，均值 ${mean}，标准差 ${deviation}；其中 ${zeros} 为 0。`,
  change: (share) => `与其来源网络相比，权重移动了自身长度的 ${share}（虚线：原来的分布）。`,
  histogram: (least, most) => `各种大小的权重各有多少，从 ${least} 到 ${most}。`,
  levels: (count) => `它们只取 ${grouped(count)} 个不同的值：每个条形是其中一个，高度为其出现次数。`,
  rounding: '更少的比特',
  roundingHelp: '舍入会使这一层损失多少：均方根误差与权重均方根之比，每个输出各有一个对称网格。',
  bits: (bits) => `${grouped(bits)} 比特`,
  channels: (count, ratio) =>
    `${grouped(count)} 个输出各自的最大权重。最宽的网格是最窄的 ${ratio} 倍：若所有输出共用一个尺度，窄的就会损失这么多。`,
  singular: (rank, of) =>
    `把这一层看作矩阵时的奇异值：${grouped(of)} 个中的前 ${grouped(rank)} 个占平方和的 90%，因此该秩的两个矩阵之积只差其中的十分之一。`,
};
