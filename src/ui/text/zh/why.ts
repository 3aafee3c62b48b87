import type { Who, WhyText } from '../en/why.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const images = (count: number) => `${grouped(count)} 张图像`;

const who: Record<Who, string> = {
  teacher: '教师',
  student: '学生',
  distilled: '蒸馏的',
  alone: '独自学习的',
  before: '之前',
  after: '之后',
};

export const whyZh = {
  title: '它为什么学会了',
  before:
    '有学生训练完成后，这一部分会显示它和教师把什么认成什么、在哪些图像上意见不同，以及它们的把握与正确率是否一致。',
  elsewhere:
    '重新加载之后，所用图像或教师与扫描本身的设置不同的学生不会放回内存。请再次运行扫描：此浏览器保存的内容会直接取用，不会重新训练。',
  gone: '这些结果的学生不在内存中：它们为别的学生腾出了空间，此浏览器不保存任何内容，或者现在打开的是别的图像。请再运行一次扫描来查看它们。',
  asking: (count) => `正在就 ${images(count)}询问学生…`,
  waiting: '正在寻找训练好的学生…',
  whichStudent: '学生',
  studentName: (alpha, run) => `${alpha}，第 ${run} 次运行`,
  scope: (count) => `一次运行中的一个学生，以及验证集的全部 ${images(count)}；其他运行会有不同。`,
  who,
  right: '对',
  wrong: '错',
  trueClass: '真实类别',
  imageNumber: (index) => `图像 ${grouped(index + 1)}`,
  more: (count, all) => `再显示 ${grouped(count)} 张，共 ${grouped(all)} 张`,
  confusion: {
    title: '把什么认成什么',
    caption: (name, right, count) => `${who[name]}：${images(count)}中答对 ${grouped(right)} 张`,
    corner: '真实 ↓ 回答 →',
    describe: (truth, answer, count) =>
      truth === answer
        ? `${truth}，回答正确：${images(count)}`
        : `${truth}，回答为${answer}：${images(count)}`,
    note: '行是真实类别，列是回答；颜色越深，占该行的比例越大。方向键移动，回车键显示一格的图像。',
    some: (shown, all) => `显示 ${grouped(all)} 个类别中错误最多的 ${grouped(shown)} 个。`,
    cell: (name, truth, answer, count) =>
      truth === answer
        ? `${who[name]}：${truth}回答正确，${images(count)}。`
        : `${who[name]}：${truth}被认成${answer}，${images(count)}。`,
    noMistake: '没有错误可显示。点一个数字可查看它的图像。',
  },
  teacherOnly: {
    title: '教师对，学生错',
    lead: (count, all, reverse) =>
      `${images(all)}中有 ${grouped(count)} 张；反过来有 ${grouped(reverse)} 张。先列出两者对真实类别分歧最大的。`,
  },
  distilledOnly: {
    title: '蒸馏的对，独自学习的错',
    lead: (count, all, reverse) =>
      `${images(all)}中有 ${grouped(count)} 张；反过来有 ${grouped(reverse)} 张。两者以相同的权重开始，看到相同的批次；只有一个有教师。`,
    isAlone: '这个学生是独自学习的（α 1）。请选一个蒸馏的学生与它比较。',
    noAlone: '做这种比较，需要同一次运行中独自学习的学生（α 1）。',
  },
  noCases: '没有这样的图像。',
  calibration: {
    title: '把握有多大，就有多准吗？',
    error: '期望校准误差',
    sentence: (teacher, before, after) =>
      before === undefined
        ? `期望校准误差：学生 ${after} 个百分点，教师 ${teacher}。`
        : `学生的期望校准误差：独自学习 ${before} 个百分点，蒸馏 ${after}。教师：${teacher}。`,
    note: (bins) =>
      `置信度与准确率在 ${grouped(bins)} 个等宽区间上的平均距离，按图像数加权（Guo 等，2017，arXiv 1706.04599）。虚线上的模型把握与准确完全一致；低于虚线的柱表示过于自信。不到 5 张图像的区间颜色较浅。`,
    names: {
      teacher: '教师',
      student: '学生',
      alone: '之前：独自学习',
      distilled: '之后：蒸馏',
      before: '之前',
      after: '之后',
    },
    figure: (error, count) => `误差 ${error} 个百分点，n = ${grouped(count)}`,
    means: (right, sure) => `答对 ${right} %，把握 ${sure} %`,
    describe: (name, error, right, sure, count) =>
      `${name}：期望校准误差 ${error} 个百分点；${images(count)}中答对 ${right} %，平均置信度 ${sure} %。`,
    confidence: '置信度，%',
    accuracy: '准确率，%',
    perBin: '图像',
    numbers: '图背后的数字',
    numbersOf: '按置信度的可靠性：准确率与平均置信度（百分比），以及图像数',
    bin: '置信度，%',
    cell: (right, sure, count) => (count > 0 ? `答对 ${right}，把握 ${sure}（${grouped(count)}）` : '–'),
  },
} satisfies Partly<WhyText>;
