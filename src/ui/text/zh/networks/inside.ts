/**
 * 网络的层与计算图的中文文本。
 */

import type { InsideText } from '../../en/networks/inside.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const operations: InsideText['operations'] = {
  conv: '卷积',
  depthwise: '逐通道卷积',
  linear: '全连接',
  batchNorm: '批归一化',
  relu: 'ReLU',
  relu6: 'ReLU6',
  add: '相加',
  maxPool: '最大池化',
  averagePool: '平均池化',
  globalAverage: '全局平均池化',
  quantise: '量化',
  slice: '隔一个像素取一个',
  pad: '补零通道',
  reshape: '展平',
  transpose: '通道在前',
  tokens: '词元',
  layerNorm: '层归一化',
  gelu: 'GELU',
  attention: '注意力',
  involution: '内卷（involution）',
  softmax: 'softmax 函数',
  product: '矩阵乘积',
  multiply: '相乘',
  other: '运算',
};

export const insideZh: Partly<InsideText> = {
  /** Said of a box in the graph. */
  lit: '随所选通道失去一个切片',
  title: '层与计算图',
  reading: '正在读取网络',
  layers: '层',
  columns: {
    name: '名称',
    kind: '类型',
    shape: '形状',
    output: '输出',
    parameters: '参数',
    multiplyAdds: '乘加次数',
    kept: '剩余通道',
    bits: '位数',
    sparsity: '零',
    bytes: '字节',
  },
  help: ({ label, published }) =>
    `形状按 PyTorch 的写法；输出为一张图像的 通道 × 高 × 宽。剩余通道：其通道数与${published ? `${label} 发表时` : `所源自的 ${label}`}的通道数之比。零：权重中为 0 的比例。字节：按其位数计。`,
  foreignHelp:
    '读自该网络自己的文件：形状按 PyTorch 的写法，各层对一张图像的输出为 通道 × 高 × 宽。“–”表示文件没有说明；这里没有名称的运算沿用文件中的名称。',
  alreadyRounded: '它的层已经量化：各层在更少位数下的代价只在 float32 网络上扫描。',
  noFaster: '零也照样参与乘法：在这里不会更快。',
  total: (layers) => `全部 ${grouped(layers)} 个`,
  kinds: {
    conv: '卷积',
    depthwise: '逐通道卷积',
    linear: '全连接',
    batchNorm: '批归一化',
    layerNorm: '层归一化',
  },
  forms: {
    masked: '带掩码',
    lowRank: '低秩',
    codebook: '共享权重',
    hashed: '哈希共享权重',
    sharedWith: '另一层的权重',
    quantised: '训练中量化',
  },
  pick: (name) => `在计算图中显示 ${name}`,
  graph: '前向传播的计算图',
  graphHelp: '方向键沿着边走；右方向键和左方向键展开与折叠一个块；回车键显示该层。',
  operations,
  operation: (kind, kernel, stride) =>
    [
      operations[kind],
      kernel === undefined ? '' : `${plain(kernel)}×${plain(kernel)}`,
      stride === undefined || stride === 1 ? '' : `/ ${plain(stride)}`,
    ]
      .filter(Boolean)
      .join(' '),
  bits: (bits) => `${plain(bits)} 位`,
  from: (names) => `来自 ${names}`,
  gives: (shape) => `输出 ${shape}`,
  ends: { images: '图像', output: '输出' },
  unfoldAll: '全部展开',
  foldAll: '全部折叠',
  larger: '放大',
  smaller: '缩小',
  asList: '以列表显示计算图',
  tryTitle: '它怎么看一张图片',
  said: '各网络对这张图片的判断',
  choices: ['第一选择', '第二', '第三'],
  thisOne: '这个网络',
  itsParent: (name) => `源自：${name}`,
  itsTeacher: '当前打开的教师',
  nothingYet: '一有图片，网络的判断就会显示在这里。',
};
