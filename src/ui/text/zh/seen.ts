import type { SeenText } from '../en/seen.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const seenZh = {
  asSoftmax:
    '注意力也是 softmax：每个词元对所有词元取 q·kᵀ/√d 的 softmax，它的 T 是 1。温度台的 T 留在其他标签页里。',
  network: '网络',
  teacher: (label) => `教师：${label}`,
  inTraining: (name) => `${name}，正在训练`,
  asking: '正在询问网络……',
  nothing: '有了图片和网络，网络看到的就显示在这里。',
  neither:
    '这个网络既没有注意力，也没有内卷。视觉 Transformer、紧凑型 Transformer 或 RedNet 会在这里显示它看哪里。',
  epoch: (epoch, isLast) => (isLast ? `第 ${epoch} 轮之后（最新）` : `第 ${epoch} 轮之后`),
  token: '谁的注意力',
  firstToken: (place, count) =>
    place === 0 ? '类别词元' : count === 2 ? '蒸馏词元' : `蒸馏词元 ${grouped(place)}`,
  patch: (row, column) => `第 ${plain(row)} 行第 ${plain(column)} 列的图块`,
  aPatch: '图片中的一个图块',
  pooling: '分类头（序列池化）',
  layer: '层',
  layerName: (place, name) => `${plain(place)}：${name}`,
  short: (place) => plain(place),
  head: '注意力头',
  meanOfHeads: '所有头的平均',
  headName: (place) => `头 ${plain(place)}`,
  maps: '每一层、每个头：越白得到的越多',
  picture: '网络看到的图片',
  patches: '图片的图块：用方向键移动',
  patchGets: (patch, share) => `${patch}：得到 ${share}`,
  share: (share, name) => `${name} ${share}`,
  takes: (name, shares, spread, tokens) =>
    `${name}的注意力：${shares.join('，')}。分散程度相当于 ${grouped(tokens)} 个词元中的 ${spread} 个。`,
  help: '越亮的地方得到的注意力越多，以得到最多的图块为准。指向一个图块，或用方向键选择一个，就能看到它看哪里。',
  involution: '内卷',
  group: '通道组',
  filter: '卷积的滤波器',
  row: '行',
  column: '列',
  kernelHere: (row, column, layer) => `${layer} 为第 ${row} 行第 ${column} 列生成的核`,
  kernelEverywhere: (layer) => `处处相同：${layer}`,
  kernelTold: (most, [mostRow, mostColumn], least, [leastRow, leastColumn]) =>
    `最大 ${most}，在第 ${plain(mostRow)} 行第 ${plain(mostColumn)} 列；最小 ${least}，在第 ${plain(leastRow)} 行第 ${plain(leastColumn)} 列。`,
  kernelsHelp:
    '内卷由每个像素生成一个核，组内所有通道共用；卷积对所有像素只有一个核，这里画的是它在输入通道上的平均。灰色是 0，白色是最大的正数，黑色是绝对值最大的负数。',
} satisfies Partly<SeenText>;
