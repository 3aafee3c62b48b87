import type { ShareText } from '../en/share.ts';
import { dayText, fixed, grouped } from '../numbers.ts';

const size = (characters: number) =>
  characters < 1000 ? `${characters} 个字符` : `${fixed(characters / 1000, 1)} KB`;

export const shareZh: ShareText = {
  title: '分享这个实验',
  copied: '链接已复制。',
  notCopied: '此浏览器不允许页面复制。下面的链接已选中：请从那里复制。',
  copy: '复制',
  link: '链接',
  contents: '链接里有什么',
  asIs: '所有设置都是默认值。',
  differing: (count) => `其中有 ${grouped(count)} 项设置与默认值不同。`,
  dataset: '数据集',
  insects: (train, validation, pixels) =>
    `实验室绘制的昆虫：${grouped(train)} 张用于训练，${grouped(validation)} 张用于验证，${pixels} × ${pixels} 像素`,
  folderNamed: (fingerprint, pixels) => `一个图像文件夹，指纹 ${fingerprint}，${pixels} × ${pixels} 像素`,
  teacher: '教师',
  student: '学生',
  objective: '目标',
  objectiveIs: (similarity, temperature) => `${similarity}；T = ${temperature}`,
  alphas: 'alpha',
  seeds: '运行与种子',
  seedsAre: (runs, seed) => `每个 alpha 运行 ${grouped(runs)} 次，种子从 ${seed} 开始`,
  epochs: '轮数',
  results: '结果',
  resultsAre: (runs, epochs, stride) =>
    `${grouped(runs)} 个学生，${grouped(epochs)} 轮：验证曲线${stride > 1 ? `（每 ${stride} 轮取一点）` : ''}，舍入到看不出的程度，最终数字完整保留`,
  noResults: '没有：打开的人要重新训练',
  include: '包含结果',
  includeHelp: (characters) => `别人不用训练就能看到这些曲线和这张表。链接有 ${size(characters)}。`,
  nothingYet: '还没有结果：请先运行实验。',
  busy: '训练结束后可以包含结果。',
  otherSettings: '页面上的结果所用的设置与表单不同。',
  tooMany: '运行太多，一个链接放不下。请改为下载报告。',
  folder: '你的文件夹只以指纹表示：对方需要有相同的图像。',
  ownTeacher: '你的教师留在此浏览器中：对方需要它的一份副本。',
  never: '链接里没有图像，也没有训练好的网络，什么都不会上传：一切都写在链接本身里。',
  qr: '链接的二维码',
  qrWithout: '二维码只含设置，不含结果；加上结果会太密，隔着教室就扫不出来。',
  shared: {
    title: '分享来的结果，不是在这里运行的。',
    measured: (students, epochs, backend, time) =>
      `${grouped(students)} 个学生，${grouped(epochs)} 轮，由制作链接的人${backend ? `用 ${backend} ` : ''}测得${time ? `，用时 ${time}` : ''}。`,
    run: '点“训练”可以在这里测量同样的内容，画在这些曲线前面。',
    reference: '淡色的线是分享来的结果；表格和其他线是在这里测得的。',
    teacher: (accuracy) => `他们的教师在验证集上答对 ${accuracy} %。`,
    thinned: (stride) => `链接里每 ${stride} 轮取一点，并包含最后一轮。`,
    dismiss: '移除这些结果',
    legend: '淡色：分享来的结果',
  },
  pictures: {
    menu: '图表',
    menuLabel: '把图表存为图片',
    item: (chart, kind) => `${chart}，${kind}`,
    failed: '此浏览器无法绘制这张图片。SVG 中是同一张图表。',
    title: (curve, term, unit, side) =>
      `${curve}${term ? `，${term}` : ''}${unit ? `（${unit}）` : ''}，${side}`,
  },
  report: {
    print: '打印',
    printLabel: '打印一页报告',
    title: '蒸馏实验室：报告',
    shared: '分享来的结果：不是在打印这份报告的机器上测得的。',
    settings: '设置',
    others: '其余设置都是实验室的默认值。',
    curves: '曲线：各次运行的平均，带为 ± 1 标准差',
    results: '结果',
    repeat: '如何重复',
    open: '打开链接，点“训练”：',
    command: '或者不开窗口，在实验室的代码副本中运行：',
    same: '同一链接在同一设备和后端上给出同样的数字。',
    backend: '测量使用',
    seconds: '用时',
    date: dayText,
  },
};
