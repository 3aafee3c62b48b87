/**
 * 网络的代价与在各运行时中所需时间的语句，中文。
 */
import type { PriceText } from '../../en/networks/price.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const priceZh: Partly<PriceText> = {
  title: '代价',
  now: '现在',
  before: '原来',
  first: (name) => `原来：${name}，这一系列由它开始。`,
  more: (times) => `为原来的 ${times} 倍`,
  what: '各项含义',
  about: {
    parameters: '训练会改变的数。',
    bytes: '权重按其位数保存所占的大小，含比例和索引。',
    zippedBytes: '权重文件压缩成 zip（deflate）后的大小。',
    huffmanBytes: '索引或取值用哈夫曼编码，每层有自己的编码，含编码表。',
    bits: '每个权重的位数，对所有层而言。',
    sparsity: '为 0 的权重。它们同样参与乘法：不会更快。',
    multiplyAdds: '一张图像所需；一次乘法加一次加法计为一次，零也计入。',
    activationBytes: '激活内存峰值：一张图像前向传播时两层之间内存中的最大值，float32。',
    energy: '代用指标，并非测量：乘加、权重和激活在 45 nm 芯片上所需的能量（Horowitz 2014）。',
    milliseconds: '制作该网络时，在此处实验室后端上一张图像的时间。',
  },
  times: '三种运行时中的时间',
  time: '在此计时',
  again: '再次计时',
  cancel: '取消',
  preparing: '正在准备网络和 ONNX Runtime…',
  timing: '正在轮流计时…',
  busy: '请等到训练结束：否则计时要等待训练步骤。',
  ended: '计时提前结束：被取消，或有其他工作开始。',
  lead: '在实验室后端，以及 ONNX Runtime Web 中用 float32 和 int8 导出文件：后台进行，约几秒。',
  foreign: '它由其他软件制作，并按其文件运行：其余代价未知，只有实验室的网络会在每个运行时中计时。',
  runtimes: {
    lab: (backend) => `实验室：${backend}`,
    onnxFloat: (threads) => `ONNX Runtime Web，float32：WebAssembly，${threads} 个线程`,
    onnxInt8: (threads) => `ONNX Runtime Web，int8：WebAssembly，${threads} 个线程`,
  },
  short: { lab: '实验室', onnxFloat: 'ONNX Runtime（float32）', onnxInt8: 'ONNX Runtime（int8）' },
  slowerThanFloat: (name, times) =>
    `int8 在这里更慢${name === undefined ? '' : `（${name}）`}：在 ONNX Runtime 中所需时间为 float32 的 ${times} 倍。`,
  slowerThanFirst: (name, first, runtime, times) =>
    `在这里的${runtime}中更慢：“${name}”所需时间为“${first}”的 ${times} 倍。`,
  table: '各运行时中一张图像的时间',
  network: '网络',
  milliseconds: '每张图像的毫秒数',
  ratio: (first) => `与“${first}”之比`,
  files: '文件与一致率',
  floatFile: 'ONNX，float32',
  wholeFile: 'ONNX，int8',
  zipped: (bytes) => `（压缩后 ${bytes}）`,
  agreement: 'int8 与 float32 一致',
  agrees: (share, images) => `${grouped(images)} 张图像中的 ${share}`,
  how: ({ rounds, warmUps, least }) =>
    `每次一张图像（批量为 1），从内存中的数值到内存中的 logits。${grouped(warmUps)} 轮预热之后 ${grouped(rounds)} 轮交替测量的中位数，括号内为中间一半；一次测量是总时长不少于 ${plain(least)} ms 的若干次的平均。“之比”：同一运行时中各轮之商的中位数。`,
  whole: (own) =>
    own
      ? 'int8：量化网络用它自己的取值，其 float32 是制作它所用的网络；若取值不是整数乘以同一个比例，则 float32 就是这些取值，没有 int8。其他网络为此按“量化”的默认设置量化。'
      : 'int8：为此按“量化”的默认设置量化。',
  visit: (cores) => `在此设备上（${grouped(cores)} 个处理器核心），仅限本次访问：时间不会保存。`,
};
