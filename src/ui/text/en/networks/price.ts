/**
 * The sentences of what networks cost, and how long they take in every runtime, in English.
 */
import type { NetworkQuantity } from '../../../../protocol/quantityNames.ts';
import { grouped, plain } from '../../numbers.ts';

/** What was measured how. */
export interface HowTimed {
  readonly rounds: number;
  readonly warmUps: number;
  /** ms */
  readonly least: number;
}

const about: Partial<Record<NetworkQuantity, string>> = {
  parameters: 'Numbers that training moves.',
  bytes: 'What the weights take as saved, at their bits, with scales and indices.',
  zippedBytes: 'The file of weights in a zip (deflate).',
  huffmanBytes: 'Indices or levels in Huffman code, each layer with a code of its own, and its table.',
  bits: 'Of a weight, over all layers.',
  sparsity: 'Weights that are 0. They are multiplied as well: no faster.',
  multiplyAdds: 'Of one image, one multiplication with one addition counted once; zeros count too.',
  activationBytes:
    'Peak activation memory: the most that lies between two layers of the forward pass of one image, in float32.',
  energy:
    'A proxy and no measurement: what multiply-adds, weights and activations would take on a chip of 45 nm (Horowitz 2014).',
  milliseconds: 'Of one image on the lab’s backend here, when the network was made.',
};

export const priceEn = {
  title: 'Price',
  now: 'now',
  before: 'as it was',
  first: (name: string) => `As it was: ${name}, with which its line begins.`,
  more: (times: string) => `${times}× as much`,
  what: 'What these are',
  about,
  times: 'Time in three runtimes',
  time: 'Time it here',
  again: 'Time it once more',
  cancel: 'Cancel',
  preparing: 'Preparing the networks and ONNX Runtime…',
  timing: 'Timing in turns…',
  busy: 'Wait until training has ended: what is timed would wait for its steps.',
  ended: 'Timing ended before its time: it was cancelled, or something else began.',
  lead: 'In the lab’s backend, and in ONNX Runtime Web with the float32 and the int8 export: some seconds, in the background.',
  foreign:
    'Other software made it and runs it as its file says: what else it costs is not known, and only networks of the lab are timed in every runtime.',
  runtimes: {
    lab: (backend: string | number) => `The lab: ${backend}`,
    onnxFloat: (threads: string | number) =>
      `ONNX Runtime Web, float32: WebAssembly, ${threads} ${Number(threads) === 1 ? 'thread' : 'threads'}`,
    onnxInt8: (threads: string | number) =>
      `ONNX Runtime Web, int8: WebAssembly, ${threads} ${Number(threads) === 1 ? 'thread' : 'threads'}`,
  },
  short: { lab: 'the lab', onnxFloat: 'ONNX Runtime, float32', onnxInt8: 'ONNX Runtime, int8' },
  slowerThanFloat: (name: string | undefined, times: string) =>
    `int8 is slower here${name === undefined ? '' : ` (${name})`}: ${times}× the time of float32 in ONNX Runtime.`,
  slowerThanFirst: (name: string, first: string, runtime: string, times: string) =>
    `Slower here in ${runtime}: “${name}” takes ${times}× the time of “${first}”.`,
  table: 'Time of one image by runtime',
  network: 'Network',
  milliseconds: 'ms per image',
  ratio: (first: string) => `Over “${first}”`,
  files: 'Files and agreement',
  floatFile: 'ONNX, float32',
  wholeFile: 'ONNX, int8',
  zipped: (bytes: string) => `(${bytes} zipped)`,
  agreement: 'int8 agrees with float32',
  agrees: (share: string, images: number) => `${share} of ${grouped(images)} images`,
  how: ({ rounds, warmUps, least }: HowTimed) =>
    `One image a pass (batch of 1), from its numbers in memory to its logits in memory. Median of ${grouped(rounds)} interleaved rounds after ${grouped(warmUps)} that do not count, in brackets the middle half; a measurement is the mean of as many passes as take ${plain(least)} ms. “Over”: median of the rounds’ quotients in the same runtime.`,
  whole: (own: boolean): string =>
    own
      ? 'int8: of a quantised network its own levels, and its float32 is the network that it was made of; where levels are not whole numbers times one scale, float32 is those levels and there is no int8. Others are quantised for this by Quantise with its defaults.'
      : 'int8: quantised for this by Quantise with its defaults.',
  visit: (cores: number) =>
    `On this device (${grouped(cores)} processor cores), of this visit: times are not stored.`,
};

export type PriceText = typeof priceEn;
