/**
 * The sentences of the channels that a pruning would take, in Chinese.
 */
import type { CutText } from '../../en/networks/cut.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const cutZh: Partly<CutText> = {
  title: '哪些通道会被剪掉',
  waiting: '预览完成后显示。',
  steps: (steps) => `共 ${grouped(steps)} 步中的第一步：之后每一步之前都会重新排序。`,
  sizes: (before, after, parametersBefore, parametersAfter) =>
    `乘加 ${before} → ${after}，参数 ${parametersBefore} → ${parametersAfter}，尚未训练。`,
  groups: '通道组',
  group: '组',
  class: '类',
  left: '通道',
  classHelp: '同一组的通道在拥有它们的所有层中一同保留或剪掉。同一类的组以相同方式相连。',
  change: (before, after) => `${grouped(before)} → ${grouped(after)}`,
  choose: (space) => `显示 ${space} 的通道`,
  channels: (space) => `${space} 的通道，最不重要的在前`,
  option: (channel, stays) => `通道 ${grouped(channel)}，${stays ? '保留' : '剪掉'}`,
  facts: ({ channel, stays, score, rank, of, class: name }) =>
    [
      `通道 ${grouped(channel)} ${stays ? '保留' : '被剪掉'}。`,
      score === undefined ? '其所在组不参与排序。' : `重要性 ${score}（组内均值为 1）。`,
      rank === undefined
        ? ''
        : `在一同排序的 ${grouped(of)} 个中从最不重要起列第 ${grouped(rank)}；${name} 类。`,
    ]
      .filter(Boolean)
      .join(''),
  pick: '虚线：剪去；实心：保留；最不重要的在前。选择一个通道：用左右方向键移动。',
  members: (stays) => (stays ? '它由以下切片组成：' : '以下切片随之剪掉：'),
  member: (parameters, side) => `${parameters}，${side === 'out' ? '输出' : '输入'}`,
  show: '在图中显示',
};
