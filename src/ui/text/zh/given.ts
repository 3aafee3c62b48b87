import type { GivenText } from '../en/given.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const givenZh = {
  teacher: {
    address: '网址',
    addressHelp: '作为教师的 tfjs model.json 的 http 或 https 地址。按下“打开”之前不会下载任何东西。',
    addressOpen: '打开',
    addressOpenLong: '打开此网址的教师',
    withoutHead: '加载除分类头外的全部',
    newHead: '，新分类头',
    reordered: '，输出已重排',
    takes: (scale: string) => `，像素：${scale}`,
  },
  student: {
    open: '打开权重…',
    openLong: '打开学生起步所用的权重：safetensors 或 PyTorch',
    file: (name) => `学生从 ${name} 起步。`,
    none: '本次访问还没有为此打开文件。',
  },
  remarks: {
    teacher: '教师文件的读取方式',
    student: '学生文件的读取方式',
  },
  order: {
    permuted: (given, best, heldOut, images) =>
      `教师在 ${grouped(images)} 张验证图像上，按输出原有的顺序答对 ${given}，按最佳的类别顺序答对 ${best}（每一半用另一半选出的顺序来评判时为 ${heldOut}）。`,
    permutedMeans:
      '看来它用别的编号认识这些类别。这个顺序是在验证图像上找到的，因此按它得到的准确率略微偏高。',
    use: '使用该顺序',
    unrelated: (given, images, chance) =>
      `教师在 ${grouped(images)} 张验证图像上答对 ${given}，并不明显多于随机猜测（${chance}）。`,
    unrelatedMeans: '看来它认识的是别的东西而不是这些类别，学生从它那里学不到这些类别。',
    few: '图像这么少时，好教师也可能得到这样的结论。',
    train: '训练新的分类头',
    allTheSame: '仍然训练',
    another: '选择其他教师',
    note: '教师的输出按在验证图像上找到的顺序排列。',
  },
  seed: {
    title: '种子实验',
    lead: '一个在蚂蚁和蜜蜂上微调过的 ImageNet ResNet-50 教一个只训练新分类头的 ResNet-18：25 轮，三个 α 各运行四次。已发表的结果随后会显示在你的结果旁边。',
    set: '设置好',
    isSet: '当前设置就是种子实验的设置。',
    wants: '它需要',
    there: '已有',
    missing: '尚缺',
    folder: '一个文件夹，其 train/ 和 val/ 中有蚂蚁和蜜蜂',
    teacher: '一个两类的 ResNet-50，作为教师',
    student: '一个 ResNet-18，学生从它起步',
  },
} satisfies Partly<GivenText>;
