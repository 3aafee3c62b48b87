/**
 * The sentences of the layers of a network and its graph, in English.
 */
import type { KeptOf, LayerKind, OperationKind } from '../../../../protocol/networkInside.ts';
import type { LayerFormKind } from '../../../../spec/network/layerForms.ts';
import { grouped, plain } from '../../numbers.ts';

const operations: Readonly<Record<OperationKind, string>> = {
  conv: 'Conv',
  depthwise: 'Depthwise conv',
  linear: 'Linear',
  batchNorm: 'Batch norm',
  relu: 'ReLU',
  relu6: 'ReLU6',
  add: 'Add',
  maxPool: 'Max pool',
  averagePool: 'Average pool',
  globalAverage: 'Global average pool',
  quantise: 'Quantise',
  slice: 'Every second pixel',
  pad: 'Zero channels',
  reshape: 'Flatten',
  transpose: 'Channels first',
  tokens: 'Tokens',
  layerNorm: 'Layer norm',
  gelu: 'GELU',
  attention: 'Attention',
  involution: 'Involution',
  softmax: 'Softmax',
  product: 'Product',
  multiply: 'Multiply',
  other: 'Operation',
};

/** Of quantised layers the bits say it. */
const forms: Readonly<Record<Exclude<LayerFormKind, 'dense' | 'fakeQuantised'>, string>> = {
  masked: 'masked',
  lowRank: 'low rank',
  codebook: 'shared weights',
  quantised: 'quantised in training',
  hashed: 'weights shared by a hash',
  sharedWith: 'weights of another layer',
};

export const insideEn = {
  /** Said of a box in the graph. */
  lit: 'loses a slice with the chosen channel',
  title: 'Layers and graph',
  reading: 'Reading the network',
  layers: 'Layers',
  columns: {
    name: 'Name',
    kind: 'Kind',
    shape: 'Shape',
    output: 'Output',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    kept: 'Channels left',
    bits: 'Bits',
    sparsity: 'Zeros',
    bytes: 'Bytes',
  },
  help: ({ label, published }: KeptOf) =>
    `Shape as PyTorch prints it; output of one image as channels × height × width. Channels left: its channels by those of ${label} ${published ? 'as published' : 'that it was made of'}. Zeros: share of the weights that are 0. Bytes: at its bits.`,
  foreignHelp:
    'Read from the network’s own file: its shapes as PyTorch prints them, what each layer gives of one image as channels × height × width. “–” stands for what its file does not tell; an operation that has no name here has the file’s own.',
  alreadyRounded:
    'Its layers are quantised already: what each costs at fewer bits is scanned of networks in float32 only.',
  noFaster: 'Zeros are multiplied as well: no faster here.',
  total: (layers: number) => `All ${grouped(layers)}`,
  kinds: {
    conv: 'conv',
    depthwise: 'depthwise conv',
    linear: 'linear',
    batchNorm: 'batch norm',
    layerNorm: 'layer norm',
  } satisfies Readonly<Record<LayerKind, string>> as Readonly<Record<LayerKind, string>>,
  forms,
  pick: (name: string) => `Show ${name} in the graph`,
  graph: 'Graph of the forward pass',
  graphHelp:
    'Arrow keys walk along the edges; Right and Left unfold and fold a block; Enter shows the layer.',
  operations,
  operation: (kind: OperationKind, kernel: number | undefined, stride: number | undefined) =>
    [
      operations[kind],
      kernel === undefined ? '' : `${plain(kernel)}×${plain(kernel)}`,
      stride === undefined || stride === 1 ? '' : `/ ${plain(stride)}`,
    ]
      .filter(Boolean)
      .join(' '),
  bits: (bits: number) => `${plain(bits)} bit`,
  from: (names: string) => `from ${names}`,
  gives: (shape: string) => `gives ${shape}`,
  ends: { images: 'images', output: 'output' },
  unfoldAll: 'Unfold all',
  foldAll: 'Fold all',
  larger: 'Larger',
  smaller: 'Smaller',
  asList: 'The graph as a list',
  tryTitle: 'What it says of a picture',
  said: 'What the networks say of this picture',
  choices: ['First choice', 'Second', 'Third'],
  thisOne: 'This network',
  itsParent: (name: string) => `Made of: ${name}`,
  itsTeacher: 'The open teacher',
  nothingYet: 'As soon as there is a picture, what the network says of it appears here.',
};

export type InsideText = typeof insideEn;
