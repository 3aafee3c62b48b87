/**
 * 已保存的网络的中文句子。
 */
import type { NetworksText } from '../../en/networks/networks.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const networksZh: Partly<NetworksText> = {
  title: '网络',
  reading: '正在读取保存了哪些网络',
  refused: '此浏览器拒绝保存网络，隐身窗口或存储已满时会这样。请在实验台下载所需的内容。',
  kept: (count, used, room) =>
    `此浏览器中保存了 ${grouped(count)} 个网络：${used}，上限 ${room}。存满时，最久未动的先删除；固定的会留下。`,
  emptyTitle: '还没有保存任何网络',
  empty:
    '实验训练或缩小的每个网络都保存在此浏览器中。之后在这里可以看到哪个由哪个得来、各自的代价和效果，并从任何一个继续。',
  run: '运行实验',
  running: '第一个网络训练完成后就会出现。',
  firstTitle: '这次访问没有训练任何网络',
  first:
    '这些示例由实验室自带：一个教师、通道越来越少的副本，以及小的学生网络。你训练的网络会出现在它们旁边。',
  examples: '这里也显示示例。它们不是在此训练的，因此不知道它们在此设备上需要多少时间。',
  hideExamples: '隐藏示例',
  showExamples: '显示示例',
  shippedHelp: '示例在此不占空间，也不会被删除。',
  notKeptHere: (missing, named) =>
    `链接所指的 ${grouped(named)} 个网络中有 ${grouped(missing)} 个没有保存在此。`,
  picture: '图',
  tree: '家族树',
  scatter: '大小与准确率',
  cost: '横轴',
  images: '图像',
  costs: {
    bytes: '保存后的大小',
    multiplyAdds: '乘加次数',
    milliseconds: '在此每张图像的毫秒数',
    parameters: '参数',
  },
  accuracy: '验证图像上的准确率',
  treeLabel: '网络的家族树',
  treeHelp:
    '由什么得到什么。面积：保存后的大小；深浅：准确率；线的粗细：乘加次数占图中最多者的比例；虚线：不用教师。',
  howToRead: '怎样读图',
  bracketHelp:
    '括号将准确率与其中第一个网络逐次运行相比，仅在两者都有两次或更多运行时：均值 ± 标准误；95 % 区间不含 0 时加粗。括号内是同一问题的各种做法：对同一网络采用不同设置，或以不同途径得到相同架构且最后训练轮数相同。',
  severalHelp:
    '方向键移动，Enter 选择。选多个：按住 Shift 或 Ctrl 单击，或按 Shift 加方向键；空格键加入或移除。',
  scatterLabel: (cost) => `准确率与${cost}`,
  scatterHelp:
    '线：帕累托前沿，即没有其他网络在两方面都胜过的网络；其余的颜色较淡。竖条：各次运行的 ± 1 个标准差。',
  notComparable: '不同实验的网络可能是在不同的验证图像上测量的。',
  unnamed: (count) => `有 ${grouped(count)} 个名称在此放不下：下方表格列出全部名称。`,
  unplaced: (count) => `${grouped(count)} 个网络没有这些测量值：见表格。`,
  teacherLine: (accuracy) => `教师 ${accuracy}`,
  source: (teacher) => `教师：${teacher}`,
  node: ({ label, act, from, accuracy, bytes, advantage, orphan, runs, children }) =>
    [
      label,
      from === undefined ? act : `${act}（来自 ${from}）`,
      accuracy === undefined ? '' : `准确率 ${accuracy}`,
      bytes === undefined ? '' : `保存后 ${bytes}`,
      advantage ?? '',
      orphan ? '它的来源网络没有保存' : '',
      runs > 1 ? `${grouped(runs)} 次运行` : '',
      children > 0 ? `${grouped(children)} 个后代` : '',
    ]
      .filter(Boolean)
      .join('，'),
  gain: (gain, pairs) => `${gain} 个百分点，${grouped(pairs)} 对`,
  gainOver: (gain, over) => `相对“${over}”${gain}`,
  folded: (count) => `…还有 ${grouped(count)} 个`,
  foldedSaid: (count, acts) =>
    `由同${acts.length > 1 ? '几' : '一'}种阶段连续得到的 ${grouped(count)} 个网络：${acts.join('，然后')}`,
  underWay: '正在训练',
  atEpoch: (epoch) => `第 ${grouped(epoch)} 轮后`,
  onFront: '在帕累托前沿上',
  trainedTeacher: '教师，在此训练',
  shippedTeacher: '教师，示例',
  importedTeacher: '教师，已导入',
  openedTeacher: '教师，来自文件',
  unknownAct: '所用的配方在这里未知',
  orphan: '它的来源网络没有保存',
  pinned: '已固定',
  chosen: '所选网络',
  toCard: '转到所选网络',
  choose: '请在图中或表格中选择一个网络。',
  oneRun: (run, accuracy) =>
    accuracy === undefined ? `第 ${grouped(run)} 次运行` : `第 ${grouped(run)} 次运行，${accuracy}`,
  which: '运行',
  facts: {
    parent: '来自',
    recipe: '配方',
    accuracy: '准确率',
    bytes: '权重',
    file: '此处的文件',
    shipped: '示例的文件',
    zeros: '零',
    images: '图像',
    when: '时间',
  },
  count: (n) => `n = ${grouped(n)}`,
  path: (parts) => parts.join('，'),
  stageEpochs: (epochs) => `${grouped(epochs)} 轮`,
  stageRate: (rate) => `学习率 ${plain(rate)}`,
  andThen: '，然后',
  zeros: (share) => `占权重的 ${share}。它们照样参与乘法：在这里不会更快。`,
  asSaved: (bytes) => `${bytes}，按 float32 保存`,
  tryIt: '试一试',
  atBits: (bits) => `每个权重 ${bits} 位，在此为模拟`,
  useAsTeacher: '用作教师',
  useAsStart: '用作学生的起点',
  noStart: '在此版本中，量化后的网络不再训练，也不再缩小：请从得到它的那个网络开始。',
  otherImages: '它是在与当前打开的不同的图像上训练的：用作教师时可能需要新的分类头。',
  busy: '请等训练结束后再使用它。',
  more: '更多',
  foreignHelp:
    '它由其他软件得到，在此按其文件运行：可以当教师，也可以查看。不能缩小它，也不能用作学生的起点；请改为由它蒸馏一个本实验室的学生。',
  keep: '固定',
  keepHelp: '固定的网络绝不会为其他网络让出空间。',
  remove: '删除',
  removed: (name) => `已删除：${name}。`,
  removedForGood: (name) => `已删除：${name}。它的文件已损坏，因此无法恢复。`,
  undo: '撤销',
  noRoom: '没有空间恢复它：请取消固定或删除其他网络，再试一次。',
  restored: (name) => `已恢复：${name}。`,
  table: '图中的数字',
  columns: { network: '网络', n: 'n' },
  pick: (name) => `选择：${name}`,
};
