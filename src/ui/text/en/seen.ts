/**
 * The sentences of what a network sees of a picture, in English.
 */
import { grouped, plain } from '../numbers.ts';

export const seenEn = {
  asSoftmax:
    'Attention is a softmax too, of q·kᵀ/√d, for each token over all tokens: its T is 1. The bench’s T waits in the other tabs.',
  network: 'Network',
  teacher: (label: string) => `Teacher: ${label}`,
  inTraining: (name: string) => `${name}, in training`,
  asking: 'Asking the network…',
  nothing: 'As soon as there are a picture and a network, what it sees appears here.',
  neither:
    'This network has neither attention nor involutions. A vision transformer, a compact transformer or a RedNet shows here what it looks at.',
  epoch: (epoch: string, isLast: boolean) =>
    isLast ? `After epoch ${epoch}, the latest` : `After epoch ${epoch}`,
  token: 'Attention of',
  firstToken: (place: number, count: number) =>
    place === 0
      ? 'the class token'
      : count === 2
        ? 'the distillation token'
        : `distillation token ${grouped(place)}`,
  patch: (row: number, column: number) => `the patch in row ${plain(row)}, column ${plain(column)}`,
  aPatch: 'a patch of the picture',
  pooling: 'the head (sequence pooling)',
  layer: 'Layer',
  layerName: (place: number, name: string) => `${plain(place)}: ${name}`,
  short: (place: number) => plain(place),
  head: 'Head',
  meanOfHeads: 'mean of all',
  headName: (place: number) => `head ${plain(place)}`,
  maps: 'Every layer and head: white where most goes',
  picture: 'The picture as the network saw it',
  patches: 'Patches of the picture: arrow keys move',
  patchGets: (patch: string, share: string) => `${patch}: gets ${share}`,
  share: (share: string, name: string) => `${share} from ${name}`,
  takes: (name: string, shares: readonly string[], spread: string, tokens: number) =>
    `Attention of ${name}: ${shares.join(', ')}. It is spread as over ${spread} of ${grouped(tokens)} tokens.`,
  help: 'Bright is where most of the attention goes, against the patch that gets the most. Point at a patch, or choose one with the arrow keys, to see where that one looks.',
  involution: 'Involution',
  group: 'Group of channels',
  filter: 'Filter of the convolution',
  row: 'Row',
  column: 'Column',
  kernelHere: (row: string, column: string, layer: string) =>
    `Made for row ${row}, column ${column} by ${layer}`,
  kernelEverywhere: (layer: string) => `The same everywhere: ${layer}`,
  kernelTold: (
    most: string,
    [mostRow, mostColumn]: readonly [number, number],
    least: string,
    [leastRow, leastColumn]: readonly [number, number],
  ) =>
    `Largest ${most} in row ${plain(mostRow)}, column ${plain(mostColumn)}; smallest ${least} in row ${plain(leastRow)}, column ${plain(leastColumn)}.`,
  kernelsHelp:
    'An involution makes a kernel of each pixel, for all channels of a group; a convolution has one kernel for all pixels, drawn as its mean over the channels it takes. Grey is 0, white the largest positive number, black the largest negative one.',
};

export type SeenText = typeof seenEn;
