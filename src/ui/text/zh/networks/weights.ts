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
  rounding: '更少的位数',
  roundingHelp: '舍入会使这一层损失多少：均方根误差与权重均方根之比，每个输出各有一个对称网格。',
  bits: (bits) => `${grouped(bits)} 位`,
  channels: (count, ratio) =>
    `${grouped(count)} 个输出各自的最大权重。最宽的网格是最窄的 ${ratio} 倍：若所有输出共用一个尺度，窄的就会损失这么多。`,
  singular: (rank, of) =>
    `把这一层看作矩阵时的奇异值：${grouped(of)} 个中的前 ${grouped(rank)} 个占平方和的 90%，因此该秩的两个矩阵之积只差其中的十分之一。`,
  ranking: '正在求分解会选的秩',
  ranked: ({ side, rank, of, held }) =>
    `这一层${side}的奇异值：${grouped(of)} 中的秩 ${grouped(rank)}（虚线）占能量（平方和）的 ${held}。`,
  sides: {
    inputs: '看作每个输入一行的矩阵时',
    outputs: '看作每个输出一列的矩阵时',
    sides: '看作滤波器的行乘列的矩阵时',
  },
  factors: (method, ranks) => `秩为 ${ranks} 的因子（${method}）`,
  runsAs: (layer, factors) => `${layer} 以${factors}运行。`,
  wouldRunAs: (settings, factors) => `分解（${settings}）会让这一层以${factors}运行。`,
  staysDense: (settings, why) => `分解（${settings}）会让这一层保持原样：${why}。`,
  left: {
    head: '末层始终是一层',
    depthwise: '它的每个滤波器只有一个通道',
    method: '该方法用于其他层',
    costs: '其因子所需的乘加不会更少',
    noise: '其中没有高出噪声的部分',
    budget: '在其他层以更小的损失就能满足预算',
  },
  productError: (share) => `它们的乘积与该层原来的权重相差其长度的 ${share}。`,
  noBefore: '它还是一层时的网络没有保存，因此奇异值是乘积的。',
};
