import { gainText, percent, pointsApart } from '../../results/format.ts';
import type { Headline } from '../../results/headline/headline.ts';
import type { ResultsText } from '../en/results.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const pairs = (count: number) => `${grouped(count)} 对`;
const runs = (count: number) => `${grouped(count)} 次运行`;
const points = (share: number) => `${percent(Math.abs(share))} 个百分点`;
const pairsOf = (count: number, planned: number) =>
  count < planned ? `${grouped(planned)} 对中的 ${grouped(count)} 对` : pairs(count);

const sides = { validation: '验证', train: '训练' };
const curves = { loss: '损失', accuracy: '准确率', difference: '教师与学生的 logits 之差' };
const shortCurves = { loss: '损失', accuracy: '准确率', difference: 'logits 之差' };

type GainHeadline = Extract<Headline, { kind: 'gain' }>;

function tooFew({ gain, doubt, images }: GainHeadline): string {
  if (doubt === 'seeds') return `${pairs(gain.n)}太少，还无法判断。`;
  return images ? `${grouped(images)} 张验证图像太少，还无法判断。` : '不知道验证图像的数量，无法判断。';
}

function gainSentence(headline: GainHeadline): string {
  const { gain, planned, running, verdict } = headline;
  if (verdict === 'more' || verdict === 'less') {
    const after = running ? `${grouped(planned)} 对中完成 ${grouped(gain.n)} 对：` : '';
    const many = running ? pairs(gain.n) : pairsOf(gain.n, planned);
    return `${after}蒸馏的学生（α ${plain(headline.alpha)}）比独自学习的同一学生答对率${verdict === 'less' ? '低' : '高'} ${points(gain.mean)}（${many}，± ${percent(gain.standardError)}）。`;
  }
  const apart = pointsApart(gain);
  const often = apart ? `${gain.mean < 0 ? '低' : '高'} ${apart} 个百分点` : '相同';
  return `${tooFew(headline)}目前蒸馏的学生答对率${often}。`;
}

function decided({ alpha, gain, planned, others }: GainHeadline): string {
  return [
    `把 α ${plain(alpha)} 的学生与独自学习的同一学生（α 1）成对比较：每一对的起始权重相同，看到的批次也相同。`,
    others ? `在小于 1 的 α 当中取最接近 ${plain(0.5)} 的，这条规则在得到任何结果之前就已定下。` : '',
    `最后一轮时，${pairsOf(gain.n, planned)}相差 ${gainText(gain)} 个百分点（平均值${gain.n > 1 ? ' ± 标准误' : ''}）。`,
    '只有当偶然造成同样大的差别的可能性低于 5 % 时才下结论：既按各对的学生 t 检验，也按验证图像的数量。',
  ].join('');
}

function headline(found: Headline): string {
  switch (found.kind) {
    case 'empty':
      return found.students === 1
        ? '点“训练”会训练一个学生；之后这一行会说明结果如何。'
        : `点“训练”会训练 ${grouped(found.students)} 个学生；之后这一行会说明教师是否让它们变得更好。`;
    case 'first-pair':
      return `正在训练${found.planned === 1 ? '唯一的一对' : ` ${grouped(found.planned)} 对中的第一对`}：一个有教师的学生（α ${plain(found.alpha)}），和独自学习的同一学生。`;
    case 'no-pair':
      return `训练在完成一对之前就结束了，因此无法比较 α ${plain(found.alpha)} 与独自学习的同一学生。`;
    case 'no-baseline': {
      const { accuracy } = found;
      const alpha = `α ${plain(found.alpha)}`;
      const start = accuracy
        ? `蒸馏的学生（${alpha}）在验证集上答对 ${percent(accuracy.mean)} %（${runs(accuracy.n)}）。`
        : `正在训练 ${alpha} 的学生。`;
      return `${start}没有 α 1，就没有独自学习的学生可以比较。`;
    }
    case 'only-alone':
      return found.accuracy
        ? `独自学习的学生在验证集上答对 ${percent(found.accuracy.mean)} %（${runs(found.accuracy.n)}）。没有蒸馏任何学生：请添加一个小于 1 的 alpha。`
        : '学生正在独自学习。没有蒸馏任何学生：请添加一个小于 1 的 alpha 来比较。';
    case 'gain':
      return gainSentence(found);
  }
}

export const resultsZh = {
  headline,
  headlineHow: '这是怎样判断的？',
  headlineNote: (found) => (found.kind === 'gain' ? decided(found) : ''),
  sides,
  terms: { loss: '总和', hard: '标签', soft: '教师' },
  curves,
  shortCurves,
  statuses: { running: '训练中', finished: '已完成', stopped: '已停止', failed: '失败' },
  charts: {
    title: '曲线',
    images: '图像',
    lossTerm: '损失项',
    chart: '图表',
    eachRun: '每次运行',
    last: '最近',
    lastEpochs: '轮',
    lastLabel: '显示最近多少轮',
    epoch: '轮',
    teacher: '教师',
    legend: '线：各次运行的平均；带：± 1 标准差',
    legendRuns: '细线：每次运行；×：失败的运行',
    units: { loss: '', accuracy: '%', difference: '|z_t − z_s|' },
    empty: {
      loss: (students) => `每个学生逐轮的损失。点“训练”会训练 ${grouped(students)} 个学生。`,
      accuracy: () => '每个学生答对多少验证图像，与教师的线相比。',
      difference: () => '学生的 logits 离教师有多远：越低说明越听教师的。',
    },
    notThere: (from) => `训练还没有到第 ${from} 轮。`,
    tooltipEpoch: (epoch) => `第 ${epoch} 轮`,
    tooltipEmpty: '尚未测量',
    runs,
    numbers: (curve) => `${shortCurves[curve]}背后的数字`,
    numbersOf: (curve) => `${shortCurves[curve]}背后的平均值`,
    numbersCsv: '这些数字，CSV',
    numbersCaption: '每轮之后的平均值 ± 样本标准差（n 次运行）',
    describe: (curve, side, what) => `逐轮的${sides[side]}${curves[curve]}，各次运行的平均。${what}`,
    describeEmpty: '还没有测量任何东西。',
    describeEnd: (alpha, beside, mean, epoch, n) =>
      `alpha ${plain(alpha)}${beside}：第 ${epoch} 轮为 ${mean}，${runs(n)}`,
    describeTeacher: (accuracy) => `教师：${accuracy}`,
    describeKeys: '左右方向键在各轮之间移动。',
  },
  teacherCurve: {
    title: '在此训练的教师',
    state: (epoch, epochs, accuracy) => `第 ${epoch}/${epochs} 轮，在验证集上答对 ${accuracy} %`,
    loss: '损失',
    accuracy: '准确率，%',
    describe: (what, first, last) => `教师逐轮的${what}，验证集：从 ${first} 到 ${last}。`,
    legend: '线：验证；点：训练',
  },
  table: {
    title: '结果',
    when: '轮次',
    kinds: { final: '最后一轮', best: '最好的一轮' },
    pooled: '合并所有轮次 × 运行',
    pooledNote:
      '合并所有轮次 × 运行是原始仓库的做法：把每次运行的每一轮混在一起。它的 ± 把学习过程和偶然混为一谈，因此没有增益一栏。',
    bestNote: '最好的一轮是每次运行验证准确率最高的一轮，而它正是用验证集本身选出的，所以略偏乐观。',
    alpha: 'α',
    n: 'n',
    accuracy: '准确率，%',
    gain: '相对独自学习的增益',
    teacher: '教师，%',
    difference: 'logits 之差',
    loss: '损失',
    hard: '硬项',
    soft: '软项',
    gainSubtitle: '百分点，成对',
    spreadNote:
      'n 次运行的平均值 ± 样本标准差，取自整个验证集。增益：逐次运行相对 α 1 的准确率，以百分点计，± 其标准误。',
    fellowsNote: (point, students, accuracy) =>
      `${point} 处的同伴学生：结束时在验证图像上为 ${accuracy} %（${students} 个学生）。`,
    lossNote: '每个 α 的损失是不同的目标：请比较各项，不要比较各行。',
    binomial: (error, accuracy, count) =>
      `在 ${grouped(count)} 张图像上测得的约 ${accuracy} % 的准确率，本身就有 ± ${error} 个百分点的不确定（二项标准误）；成对的运行使用相同的图像，因此其中一部分在增益中抵消。`,
    empty: '每个 α 的第一次运行结束后，这里会出现它的一行。',
    weights: '权重',
    weightsOf: (alpha, beside) => `α ${plain(alpha)}${beside} 的学生的权重`,
    weightsElsewhere:
      '重新加载之后，所用图像或教师与扫描本身的设置不同的学生不会放回内存。请再次运行扫描：此浏览器保存的内容会直接取用，不会重新训练。',
    weightsGone:
      '有些权重不在内存中：它们为后来的权重腾出了空间，或者此浏览器不保存任何内容。请再运行一次实验来得到它们。',
    run: (run, accuracy) => `第 ${run} 次运行，${accuracy} %`,
    downloads: '下载',
    csv: '表格，CSV',
    json: '报告，JSON',
    history: '历史，CSV',
    failed: '没有完成的运行',
    failedRun: (alpha, beside, run, epochs) =>
      `α ${plain(alpha)}${beside}，第 ${run} 次运行，${grouped(epochs)} 轮之后：`,
    failedNote: '它们不计入表格。',
    stopped: '已停止。',
    more: (count) => `还有 ${grouped(count)} 次。`,
  },
  none: '–',
} satisfies Partly<ResultsText>;
