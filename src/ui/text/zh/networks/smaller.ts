/**
 * 把网络变小的各个动作的中文语句。
 */

import type { SmallerText } from '../../en/networks/smaller.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const smallerZh: Partly<SmallerText> = {
  title: '把它变小',
  verbs: '变小的方法',
  unknown: '没有保存它是怎样得到的，因此没有可以接续的配方。请把它用作学生的起点，再训练。',
  final: (verb) => `它已经到头了：在此版本中，“${verb}”之后不能再接别的步骤。`,
  comesLast: '它是最后一步：在此版本中，之后不再训练，也不再变小。',
  tooLong: (most) => `它的配方已有 ${grouped(most)} 个阶段，不能再多。`,
  asking: '正在测量预览',
  busy: '训练结束后才会预览。',
  opening: '实验室就绪后才会预览。',
  otherImages: '这个网络的图像不是表单中的图像，因此没有预览。',
  ownImages: (count, retrains) =>
    `表单中是另外的图像。它将在自己的${count === undefined ? '' : ` ${grouped(count)} 张`}训练图像上${retrains ? '重新训练' : '制作和测量'}：`,
  openIts: '打开它的实验',
  untrained: (run) => (run === undefined ? '重新训练之前' : `重新训练之前，第 ${grouped(run)} 次运行`),
  asMade: (run) => (run === undefined ? '得到的网络' : `得到的网络，第 ${grouped(run)} 次运行`),
  quantity: '量',
  now: '现在',
  smaller: '变小后',
  accuracy: '准确率',
  bytes: (bits) => `保存大小，${bits} 位`,
  multiplyAdds: '乘加次数',
  images: ({ accuracy, before, images, retrains }) =>
    `${retrains ? '重新训练之前，' : ''}它在 ${grouped(images)} 张验证图像上的准确率为 ${accuracy}；这个网络现在在同样 ${grouped(images)} 张图像上为 ${before}。`,
  reached: (asked, reached) => `要求：${asked}；达到：${reached}。`,
  reachedMean: (asked, reached) =>
    `要求：${asked}；平均达到：${reached}，因为并非每一层都会因此变小或有这么多。`,
  zeros: (share) => `它的权重有 ${share} 是零。零也照样相乘：在这里不会更快。`,
  simulated: '整数在这里是模拟的：在此页面上不会更快。',
  also: '同时也做',
  runs: '运行次数',
  heard: (alpha, temperature) => `α ${alpha}，T ${temperature}`,
  arms: {
    title: '重新学习',
    names: { 'fine-tuned': '微调', distilled: '蒸馏', scratch: '从零开始' },
    lead: ({ arms, heard, epochs, total, runs }) =>
      [
        arms.length > 1 ? `${grouped(arms.length)} 个训练组，逐次运行配对` : '一组',
        '：',
        arms
          .map(
            (arm) =>
              ({
                'fine-tuned': '只用标签',
                distilled: `跟随教师（${heard}）`,
                scratch: '同样的小网络，权重重新抽取，只用标签',
              })[arm],
          )
          .join('；'),
        `。${arms.length > 1 ? '各组批次相同。每组' : ''} ${grouped(epochs)} 轮${
          total > epochs ? `，${runs > 1 ? `${grouped(runs)} 次运行` : ''}共 ${grouped(total)} 轮` : ''
        }。`,
      ].join(''),
  },
  make: ({ networks, epochs, arm }) =>
    [
      networks > 1 ? `制作 ${grouped(networks)} 个` : '制作',
      epochs > 0
        ? `，并${arm === undefined ? '各' : ''}${arm === 'distilled' ? '跟随教师' : ''}${arm === 'scratch' ? '从零训练' : '重新训练'} ${grouped(epochs)} 轮`
        : '',
    ].join(''),
  checking: '正在检查能否从它自己的权重接着做……',
  wait: '正在训练：请等它结束，或停止它。',
  fromFile: '得到它的过程在这里无法重复，因此每次运行都从这些权重开始。',
  inForm: '表单中现在是把它变小的实验。',
  back: '换回之前的实验',
  rateRule: (share, scratch) =>
    `除非另行设置，学习率为实验学习率的 ${share} 倍：已训练的权重用较小的步长重新训练（Han 等 2015 对剪枝后的 LeNet 取十分之一）。${
      scratch
        ? '从零开始也用同一学习率，使各组只差一处；重新抽取的权重往往需要更大的学习率和更多轮次（Liu 等 2019）：相信差异之前两者都试一试。'
        : ''
    }`,
  layerBits: '每层权重的位数',
  bitsOf: (bits) => `${bits} 位`,
  how: '怎样做到',
};
