/**
 * 被比较的网络的中文语句。网络以字母命名：A、B……
 */

import type { BasisSaid, ComparingText, CountedName } from '../../en/networks/comparing.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const basis = ({ pairing, pairs = 0, counts: [a, b] }: BasisSaid) =>
  pairing === 'runs'
    ? `${grouped(pairs)} 对`
    : pairing === 'one-network'
      ? `${grouped(pairs)} 次运行对同一个网络`
      : pairing === 'one-of-several'
        ? `${grouped(pairs)} 次运行，各与其共同来源的那个网络相比`
        : `${grouped(a)} 次和 ${grouped(b)} 次运行，未配对`;

const nouns: Record<CountedName, string> = {
  bytes: '字节数',
  zippedBytes: '压缩文件字节数',
  huffmanBytes: '哈夫曼编码字节数',
  multiplyAdds: '乘加次数',
  parameters: '参数量',
  activationBytes: '同时存在的激活字节数',
  energy: '能耗代用指标',
  bits: '每个权重的位数',
  sparsity: '零权重比例',
};

export const comparingZh: Partly<ComparingText> = {
  title: '比较',
  column: '比较',
  compareThis: (name) => `比较：${name}`,
  with: '与……比较',
  whoPays: '这一步由谁承担',
  parent: '它的来源网络',
  children: (count) => (count === 1 ? '由它得到的网络' : `由它得到的 ${grouped(count)} 个网络`),
  siblings: (count) => (count === 1 ? '它的兄弟网络' : `它的 ${grouped(count)} 个兄弟网络`),
  teacher: '它的教师',
  another: '另一个网络',
  add: '比较',
  count: (count) => `图下方正在比较 ${grouped(count)} 个网络。`,
  most: (shown, all) => `比较所选 ${grouped(all)} 个中的前 ${grouped(shown)} 个。`,
  first: '每个网络都与 A（显示其卡片的网络）相比。',
  remove: '移除',
  removeThis: (letter, name) => `移除 ${letter}，${name}`,
  none: '不再比较',
  runs: (count) => `${grouped(count)} 次运行`,
  recipes: {
    title: '配方有何不同',
    common: (acts) => `共同之处：${acts}。`,
    startAsTeacher: (count, label) => `${count === 2 ? '两者' : '它们'}都从 ${label}（教师）开始。`,
    startAlike: '它们都从同一个网络开始。',
    nothingInCommon: '它们的配方开头没有共同之处。',
    own: (letter, acts) => `${letter}：${acts}。`,
    nothingMore: '没有更多步骤',
    end: (acts) => `之后都：${acts}。`,
    same: '它们的配方相同。',
    teacherItself: (letter, act) => `${letter}：${act}。`,
    andThen: '，然后',
    setting: (name, values) =>
      `${name}：${values.map(([letter, value]) => `${letter} ${value}`).join('，')}。`,
    stageSetting: (stage, name) => `${stage}，${name}`,
    asExperiment: '按实验的设置',
    noSay: '不起作用',
    otherImages: '它们用不同的图像训练。',
    unknownImages: '并非所有网络的训练图像都已知。',
    otherTeacher: '它们的教师不同。',
    notComparable: '它们在不同的验证图像上测量：准确率和损失无法比较。',
  },
  numbers: {
    title: '代价与成效',
    better: { more: '越大越好', less: '越小越好', neither: '' },
    bytesNote: '权重按其位数保存时的大小',
    activationsNote: '两层之间内存中的最大值，float32',
    energyNote: '按 Horowitz 2014 年的表：并非在此设备上测得',
    sparsityNote: '零也参与乘法：在这里不会更快',
    lossNote: '在验证图像上',
    bars: '条形从 0 开始。细线：各次运行的 ± 1 个标准差。',
    table: '条形背后的数字',
    network: '网络',
    verdict: '结论',
    notMeasured: '–',
  },
  verdict: {
    accuracy: (more, less, points, on) => `${more} 比 ${less} 多答对 ${points}（${basis(on)}）。`,
    sampled: (more, less, label, size, on) => `${label}：${more} 比 ${less} 高 ${size}（${basis(on)}）。`,
    unclear: (a, b, size, on, doubt) =>
      `${a} 与 ${b} 无法区分：${size}（${basis(on)}）在其他${doubt === 'seeds' ? '种子' : '图像'}的偶然范围之内。`,
    unknownImages: (a, b, size) =>
      `${a} 与 ${b} 相差 ${size}。请打开它们的图像，才能知道有多少张、其中多少可能出于偶然。`,
    oneRun: (a, b, size) => `${a} 与 ${b} 相差 ${size}，其中一方只有一次运行：换一个种子可能不同。`,
    oneRunImages: (a, b, onlyA, onlyB, chance, differ, pairs) =>
      `逐张图像来看，这两个网络${differ ? '有差异' : '无法区分'}：只有 ${a} 答对的有 ${grouped(onlyA)} 张，只有 ${b} 答对的有 ${grouped(onlyB)} 张（McNemar 精确检验，p ${chance}${pairs > 1 ? `，已按 ${grouped(pairs)} 对校正` : ''}）。这并不说明其他种子的情况。`,
    otherImages: '在不同的验证图像上测量：无法比较。',
    same: (a, b, what) => `${a} 与 ${b} 的${nouns[what]}相同。`,
    part: (less, more, share, what) => `${less} 的${nouns[what]}是 ${more} 的 ${share}。`,
    zeros: (more, less, points) => `${more} 为零的权重比 ${less} 多 ${points}。`,
    half: '一半',
    third: '三分之一',
    quarter: '四分之一',
    eighth: '八分之一',
    points: (size) => `${size} 个百分点`,
  },
  toComparison: '查看比较',
  tests: (count) =>
    count === 0
      ? '这些比较都无法检验是否出于偶然：每个网络至少需要两次运行。'
      : count === 1
        ? '有一项比较以 5 % 的水平检验是否出于偶然。'
        : `有 ${grouped(count)} 项比较检验是否出于偶然，各用 5 % ÷ ${grouped(count)} 的水平：合在一起，20 次中至多一次会断言并不存在的差异（Bonferroni）。`,
  why: {
    title: '为什么学会了：之前与之后',
    lead: (before, after) => `之前：${before}。之后：${after}。`,
    before: '之前',
    after: '之后',
    run: '运行',
    swap: '互换',
    network: (letter, name) => `${letter}：${name}`,
    busy: '请等训练结束：训练期间不询问网络。',
    asking: (count) => `正在就 ${grouped(count)} 张验证图像询问两个网络……`,
    scope: (count) => `各取一个网络，使用验证集的全部 ${grouped(count)} 张图像；其他运行会有所不同。`,
    otherImages: (name) =>
      `它们训练所用的图像没有打开。请打开它们的实验${name === '' ? '' : `（图像：${name}）`}；如果是文件夹，需要再次拖入。`,
    unknownImages: '没有信息说明它们用哪些图像训练。',
    apart: '它们训练所用的图像不同：一个网络训练时见过的图像可能是另一个的验证图像。',
    openExperiment: '打开“之后”的实验',
    pays: {
      title: '由谁承担',
      asking: (count) => `正在就每张验证图像询问 ${grouped(count)} 个网络……`,
      lead: (before, after) =>
        before + after > 2
          ? `之前 ${grouped(before)} 个、之后 ${grouped(after)} 个网络（这一步的全部运行）的平均值。`
          : '之前之后各一个网络：其他运行可能不同。',
      measures: '量',
      before: '之前',
      after: '之后',
      accuracy: '准确率',
      agreement: '与教师回答相同',
      noTeacher: '教师未保存',
      calibration: '期望校准误差，15 个区间',
      nll: '负对数似然，奈特',
      points: (size) => `${size} 个百分点`,
      perClass: '每个类别的准确率',
      classes: (clear, all) =>
        clear === 0
          ? `${grouped(all)} 个类别中没有一个的变化超出换其他图像的偶然。`
          : `${grouped(all)} 个类别中有 ${grouped(clear)} 个的变化超出换其他图像的偶然。`,
      class: '类别',
      images: '图像',
      change: '变化',
      clear: '明显',
      note: '答对的百分比和百分点，附对图像而言的 95 % 区间：各自用 Wilson 区间，变化用同样图像上两个比例之差的区间（Agresti 与 Min 2005）。明显：在 5 % ÷ 类别数的水平上超出（Bonferroni）。它们说明这些网络在其他图像上会怎样，不说明其他种子的情况。',
      exemplars: {
        title: '压缩所识别的样例',
        lead: (count, [before, after], [early, late]) =>
          `有 ${grouped(count)} 张图像，这一步之后各网络最常给出的回答与之前不同（Hooker 等 2019）${
            early === 1 && late === 1
              ? '；两边各只有一个网络时，就是回答改变了的全部图像，可能由于这一步，也可能出于偶然'
              : `，之前 ${grouped(early)} 个、之后 ${grouped(late)} 个网络；Hooker 等各有 30 个`
          }。其中之前答对 ${grouped(before)} 张，之后答对 ${grouped(after)} 张${early + late > 2 ? '；与另一回答同样频繁的不算答对' : ''}。`,
      },
    },
    gained: {
      title: '之前错，现在对',
      lead: (count, all) =>
        `${grouped(all)} 张图像中的 ${grouped(count)} 张。先列出两者对真实类别分歧最大的。`,
    },
    lost: {
      title: '之前对，现在错',
      lead: (count, all) =>
        `${grouped(all)} 张图像中的 ${grouped(count)} 张。先列出两者对真实类别分歧最大的。`,
    },
    calibration: (before, after) => `期望校准误差：之前 ${before} 个百分点，之后 ${after} 个百分点。`,
  },
};
