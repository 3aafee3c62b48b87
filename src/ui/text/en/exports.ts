/**
 * The sentences of the dialog in which networks are taken away as files, in English.
 */
import { everywhere } from '../everywhere.ts';
import { plain } from '../numbers.ts';

interface FileSizes {
  readonly memory: string;
  readonly file: string;
  /** Undefined where that was not tried. */
  readonly zipped: string | undefined;
}

export const exportsEn = {
  open: 'networks…',
  title: 'Take a network with you',
  network: 'Network',
  teacher: 'The teacher',
  student: (alpha: string, run: number) => `Student with ${alpha}, run ${run}`,
  format: 'Format',
  formats: {
    safetensors:
      'Weights by PyTorch’s names, with a program that builds the network there: for PyTorch, or to be opened here.',
    tfjs: 'A zip with a GraphModel, model.json and weights.bin: for browsers and Node, or as a teacher here.',
    onnx: 'Operator set 17, one file: for ONNX Runtime and all that reads ONNX, or as a teacher here.',
  },
  making: 'Being made…',
  download: (name: string) => `Download ${name}`,
  /** @param planes whether channels come before height and width. */
  takes: (size: number, planes: boolean, anySize: boolean) => {
    const side = plain(size);
    const shape = planes ? `[N, 3, ${side}, ${side}]` : `[N, ${side}, ${side}, 3]`;
    const others = anySize ? ', or of another size' : '';
    return `It takes normalised images ${shape}${others}, and gives logits.`;
  },
  /** Of the file that is downloaded. */
  sizes: ({ memory, file, zipped }: FileSizes) =>
    `In memory ${memory}, as float32; as saved ${file}${zipped === undefined ? '' : `; zipped ${zipped}`}.`,
  /** Of what was done to a network, in each format: which runtimes gain; of whole numbers by the bits of the layer with the fewest. */
  smaller: {
    cut: everywhere('Channels or blocks are gone, not masked: smaller and less to compute in every runtime.'),
    factors: everywhere(
      'Layers run as two or three smaller ones: smaller and less to compute in every runtime, though three passes over a small layer can take longer than one.',
    ),
    zeros: {
      ...everywhere(
        'Zeros are written out and multiplied as well: the file is smaller once zipped, and no runtime is faster.',
      ),
      safetensors: () =>
        'Zeros: each weight has its mask beside it, both in float32. The file is smaller once zipped, and no runtime is faster.',
    },
    shared: {
      ...everywhere(
        'Shared weights are made dense here, in float32: no smaller, and no faster in any runtime.',
      ),
      safetensors: () =>
        'Shared weights: shared values, and packed indices where there is a codebook. The file is smaller, and no runtime is faster. The lab opens exactly the same network from it.',
    },
    levels: {
      ...everywhere(
        'Quantised in training to values that are no whole numbers on one grid: these values are float32 here, no smaller, and no faster in any runtime.',
      ),
      safetensors: () =>
        'Quantised in training to values that are no whole numbers on one grid: the file holds what they are made of, in float32, to be trained on in the lab. No runtime gains.',
    },
    whole: {
      safetensors: (bits: number) =>
        bits < 8
          ? `Quantised: weights of fewer than eight bits are packed (down to ${plain(bits)} bits), which makes the file smaller and no runtime faster. The lab opens exactly the same network from it.`
          : 'Quantised: weights are int8, which makes the file smaller. The lab opens exactly the same network from it.',
      tfjs: () =>
        'Quantised: weights are uint8 in the file and floats once loaded, so that it is smaller to download and no faster.',
      onnx: (bits: number) =>
        `Quantised: int8 weights and uint8 activations in QDQ form. ONNX Runtime and others with integer kernels compute with them, on most CPUs and NPUs; others compute floats.${bits < 8 ? ' Fewer than eight bits take eight here.' : ''}`,
    },
  },
  carries: 'The file names its classes, mean and deviation, image size and the experiment’s link.',
  use: 'How it is used',
  language: 'Language of the program',
  program: 'A program that classifies a picture with it',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying: select the program and copy it.',
};

export type ExportsText = typeof exportsEn;
