import type { ExportsText } from '../en/exports.ts';
import { everywhere } from '../everywhere.ts';
import { plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const exportsZh = {
  open: '网络…',
  title: '把网络带走',
  network: '网络',
  teacher: '教师',
  student: (alpha, run) => `学生，${alpha}，第 ${run} 次运行`,
  format: '格式',
  formats: {
    safetensors: '权重的名称与 PyTorch 一致，并附有在那里搭建网络的程序：供 PyTorch 使用，也可在这里打开。',
    tfjs: '一个 zip，内含 GraphModel（model.json 和 weights.bin）：供浏览器和 Node 使用，也可在这里作为教师。',
    onnx: '算子集 17，单个文件：供 ONNX Runtime 和一切能读 ONNX 的程序使用，也可在这里作为教师。',
  },
  making: '正在生成…',
  download: (name) => `下载 ${name}`,
  takes: (size, planes, anySize) => {
    const side = plain(size);
    const shape = planes ? `[N, 3, ${side}, ${side}]` : `[N, ${side}, ${side}, 3]`;
    const others = anySize ? '，其他尺寸也可以' : '';
    return `它接收归一化的图像 ${shape}${others}，给出 logits。`;
  },
  sizes: ({ memory, file, zipped }) =>
    `内存中（float32）${memory}；保存为文件 ${file}${zipped === undefined ? '' : `；压缩为 zip ${zipped}`}。`,
  smaller: {
    cut: everywhere('通道或残差块是真正去掉的，而非掩蔽：在任何运行时中都更小、计算更少。'),
    factors: everywhere(
      '有些层作为两三个更小的层运行：在任何运行时中都更小、计算更少，不过小的层分三遍可能比一遍更慢。',
    ),
    zeros: {
      ...everywhere('零照样写出，也照样参与乘法：压缩为 zip 后文件更小，但没有运行时因此更快。'),
      safetensors: () =>
        '零：每个权重旁边都有它的掩码，二者均为 float32。压缩为 zip 后文件更小，但没有运行时因此更快。',
    },
    shared: {
      ...everywhere('共享的权重在此写成稠密的 float32：在任何运行时中既不更小，也不更快。'),
      safetensors: () =>
        '共享权重：文件中是共享的数值，有码本时还有打包的索引。文件更小，但没有运行时因此更快。实验室从中打开的是完全相同的网络。',
    },
    levels: {
      ...everywhere(
        '训练中量化到的数值并非同一网格上的整数：在此为 float32，在任何运行时中既不更小，也不更快。',
      ),
      safetensors: () =>
        '训练中量化到的数值并非同一网格上的整数：文件中是得出它们的 float32 数值，可在实验室中继续训练。没有运行时因此受益。',
    },
    whole: {
      safetensors: (bits) =>
        bits < 8
          ? `已量化：少于八位的权重被打包（最少 ${plain(bits)} 位），文件更小，但没有运行时因此更快。实验室从中打开的是完全相同的网络。`
          : '已量化：权重为 int8，文件更小。实验室从中打开的是完全相同的网络。',
      tfjs: () => '已量化：权重在文件中为 uint8，载入后为浮点数；下载更小，但不更快。',
      onnx: (bits) =>
        `已量化：QDQ 形式的 int8 权重和 uint8 激活。ONNX Runtime 等带整数内核的运行时用它们计算（多数 CPU 和 NPU）；其他运行时用浮点计算。${bits < 8 ? '少于八位的在此占八位。' : ''}`,
    },
  },
  carries: '文件中写明了类别、均值与标准差、图像尺寸和实验链接。',
  use: '用法',
  language: '程序语言',
  program: '用它给一张图片分类的程序',
  copy: '复制',
  copied: '已复制。',
  notCopied: '浏览器不允许复制：请选中程序后自行复制。',
} satisfies Partly<ExportsText>;
