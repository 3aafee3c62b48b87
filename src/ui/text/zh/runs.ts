import { percent, pointsApart } from '../../results/format.ts';
import type { Outcome } from '../../runs/outcome.ts';
import type { RunsText } from '../en/runs.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const unplaced = (count: number) =>
  `有 ${grouped(count)} 个值小于或等于 0，对数轴上没有它们的位置；曲线在该处断开。`;

const counted = (pairs: number | undefined, [a, b]: readonly [number, number]) =>
  pairs === undefined ? `A 的 ${grouped(a)} 次和 B 的 ${grouped(b)} 次运行` : `${grouped(pairs)} 对`;

function outcome(found: Outcome): string {
  if (found.kind === 'nothing') return '两者没有共同的、已完成运行的 α，无法比较。';
  const { alpha, contrast, verdict } = found;
  const { mean, standardError, pairs, counts } = contrast;
  const many = counted(pairs, counts);
  if (verdict === 'more' || verdict === 'less')
    return `α ${plain(alpha)} 时，B 的学生比 A 的学生${verdict === 'more' ? '多' : '少'}答对 ${percent(Math.abs(mean))} 个百分点（${many}，± ${percent(standardError)}）。`;
  const apart = pointsApart(contrast);
  const often = apart ? `比 A 的学生${mean < 0 ? '低' : '高'} ${apart} 个百分点` : '与 A 的学生相同';
  return `${tooFew(found, many)}目前 B 的学生（α ${plain(alpha)}）答对率${often}。`;
}

function tooFew({ doubt, images }: Extract<Outcome, { kind: 'difference' }>, many: string): string {
  if (doubt === 'seeds') return `${many}太少，还无法判断。`;
  return images.a && images.b ? '验证图像太少，还无法判断。' : '不知道验证图像的数量，无法判断。';
}

export const runsZh = {
  title: '运行记录',
  list: {
    reading: '正在读取保存的内容',
    table: '各次实验',
    none: '还没有保存任何实验：只要有一个学生训练完成，该实验就会被保存。',
    one: '再训练一次实验，就能比较两者。',
    kept: (count, size) => `此浏览器保存了 ${grouped(count)} 次实验，约 ${size}。`,
    limit: (count, size) => `最多 ${grouped(count)} 次或 ${size}；最久未动的最先删除。`,
    refused:
      '此浏览器拒绝保存实验，无痕窗口或存储已满时会这样。它们会列到关闭页面为止；需要的内容请在“实验台”的“下载”处保存。',
    clear: '全部删除…',
    clearAll: (count) => `从此浏览器删除全部 ${grouped(count)} 次实验？此操作无法撤销。`,
    clearYes: '全部删除',
    clearNo: '保留',
    deleted: (name) => `已删除：${name}。`,
    undo: '撤销',
    bench: '当前在实验台上',
    shared: '随链接而来',
    columns: {
      compare: '比较',
      when: '时间',
      data: '图像',
      models: '教师 → 学生',
      sweep: '实验',
      gain: '相对独自学习的增益',
      machine: '设备',
      actions: '操作',
    },
    asA: (name) => `作为 A 比较：${name}`,
    asB: (name) => `作为 B 比较：${name}`,
    name: '实验名称',
    part: (done, total) => `部分：${grouped(total)} 个学生中的 ${grouped(done)} 个`,
    complete: '完整',
    size: (pixels) => `${pixels} px`,
    images: (count, pixels) => `测量 ${grouped(count)} 张，${pixels} px`,
    sweep: (alphas, runs) => `${alphas} 个 α × ${runs} 次运行`,
    alphas: (count) => `${count} 个值`,
    epochs: (count) => `${grouped(count)} 轮`,
    points: (gain) => `${gain} 个百分点`,
    pairs: (alpha, n) => `α ${alpha}，${grouped(n)} 对`,
    noPair: '没有成对的运行',
    noTime: '未保存用时',
    open: '打开',
    openOf: (name) => `在实验台上打开：${name}`,
    rename: '重命名',
    renameOf: (name) => `重命名：${name}`,
    delete: '删除',
    deleteOf: (name) => `删除：${name}`,
  },
  compare: {
    title: '比较',
    choose: (which) => `实验 ${which}`,
    swap: '交换 A 和 B',
    reading: '正在读取两次实验',
    oneAndTheSame: 'A 和 B 是同一次实验：请为其中一个另选。',
    outcome,
    differences: '有何不同',
    what: '设置',
    why: '作用',
    facts: {
      teacherUsed: '所用的教师',
      teacherAccuracy: '教师的准确率',
      images: '测量所用的图像数',
      backendUsed: '所用的后端',
    },
    kinds: {
      results: '会改变结果',
      seed: '随机数不同',
      measured: '测得如此',
      extent: '学生多少不同，每个学生不变',
      machine: '除舍入外相同',
      idle: '对两者都没有影响',
    },
    nothingDiffers: '没有会改变结果的不同。',
    onlySeed: '只有种子不同：A 与 B 之间剩下的只是偶然。',
    onlyOne: (name) => `有一项会改变结果的不同：${name}。`,
    confounded: (count) => `有 ${grouped(count)} 项会改变结果的不同，因此下面的任何差别都不能归于其中一项。`,
    otherImages: '准确率是（或可能是）在不同的验证图像上测量的：B − A 有一部分来自图像的难度。',
    seedsInBoth: (count) =>
      `两次实验有 ${grouped(count)} 个相同的种子：种子相同的运行起点相同，甚至就是同一次运行，因此两次实验不像 ± 所假定的那样独立。`,
    charts: '两次实验的曲线',
    legend: 'A：粗线、实心带、实心点；B：细线、轮廓带、空心点',
    notMeasured: '两次实验都没有测量这一项。',
    table: '两次实验的数字',
    counts: 'n',
    countsOf: (a, b, pairs) => (pairs === undefined ? `${a} 和 ${b}` : `${a} 和 ${b}，${pairs} 对`),
    paired: 'B − A：逐次运行相减，因为种子相同且至多一项设置不同；± 各对均值的标准误。',
    unpaired:
      'B − A：两个均值之差，不配对，因为不止一项设置不同，或不同的一项（如种子）决定初始权重或批次；± Welch 标准误。',
  },
  teacher: {
    numbers: '教师曲线背后的数字',
    caption: '每轮之后的教师',
    columns: ['准确率，验证，%', '准确率，训练，%', '损失，验证', '损失，训练'],
    at: (validation, train) => `验证 ${validation}，训练 ${train}`,
  },
  charts: {
    log: '对数轴',
    logUnit: '对数',
    smooth: '平滑',
    window: (epochs) => (epochs === 1 ? '不平滑' : `平滑：${epochs} 轮`),
    errorTitle: '错误率',
    error: '错误率',
    legend: (smoothing) =>
      smoothing === 1
        ? '线：各次运行的均值；带：± 1 标准差'
        : `线：${smoothing} 轮的移动平均；带：这些轮次均值的最小值到最大值，不是 ± 标准差`,
    legendRuns: '细线：每次运行的实测值；×：失败的运行',
    legendLog: '对数轴：准确率画成错误率',
    how: ({ log, error, smoothing, unplaced: without, thinned }) =>
      [
        log ? `画在对数轴上${error ? '，画的是错误率，即 1 − 准确率' : ''}。` : '',
        smoothing > 1
          ? `已平滑：${smoothing} 轮的移动平均，两端轮数较少；带从这些轮次均值的最小值到最大值。`
          : '',
        thinned ? '同一像素内的多轮只画最小值和最大值。' : '',
        without > 0 ? unplaced(without) : '',
      ]
        .filter(Boolean)
        .join(''),
    unplaced,
    nothingPlaced: '所有值都小于或等于 0，对数轴无法显示。',
    interval: (value, low, high) => `${value} [${low}，${high}]`,
    raw: '实测值：准确率，未平滑',
    page: '表中的轮次',
    pageOf: (first, last) => `第 ${first} 至 ${last} 轮`,
  },
} satisfies Partly<RunsText>;
