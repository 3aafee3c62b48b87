/**
 * What is inside a kept network: its layers, and the graph of its forward pass.
 */
import type { LayerFormKind } from '../spec/network/layerForms.ts';

export const layerKinds = ['conv', 'depthwise', 'linear', 'batchNorm', 'layerNorm'] as const;
export type LayerKind = (typeof layerKinds)[number];

/**
 * One module with parameters. Sums over all of them are those of the network. Of a network of other software a number that is
 * not known is NaN, and a shape empty.
 */
export interface LayerRow {
  /** PyTorch's: `layer1.0.conv1`. */
  readonly name: string;
  readonly kind: LayerKind | 'other';
  /** What other software calls it, of a layer that has no kind of the lab's. */
  readonly operator?: string;
  readonly form: LayerFormKind;
  /** As PyTorch prints the dense weight's: [out, in, kh, kw], [out, in] or [C]. */
  readonly shape: readonly number[];
  /** Of one image: [C, H, W], or [K]. */
  readonly output: readonly number[];
  /** Numbers that training would move. */
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Its channels (outputs) by those that it is compared with, see `KeptOf`. */
  readonly kept: number;
  /** Of a weight. */
  readonly bits: number;
  /** Share of zeros among its weights as they are used, 0 … 1. */
  readonly sparsity: number;
  /** Weights, statistics and scales at their bits. */
  readonly bytes: number;
}

/** Whether it multiplies by its numbers, so that these have bits and zeros to speak of; so may what other software has. */
export const hasWeight = ({ kind, operator }: Pick<LayerRow, 'kind' | 'operator'>): boolean =>
  kind !== 'batchNorm' && kind !== 'layerNorm' && operator !== 'nn.Parameter';

/** What channels are compared with: the first network of its line where that is kept and whole, or the family as it was published. */
export interface KeptOf {
  readonly label: string;
  readonly published: boolean;
}

export const operationKinds = [
  ...layerKinds,
  'relu',
  'relu6',
  'add',
  'maxPool',
  'averagePool',
  'globalAverage',
  'quantise',
  'slice',
  'pad',
  'reshape',
  'transpose',
  'tokens',
  'gelu',
  'attention',
  'involution',
  'softmax',
  'product',
  'multiply',
  'other',
] as const;
export type OperationKind = (typeof operationKinds)[number];

/** One box of the graph. */
export interface GraphOperation {
  /** Of its output; no other has it. */
  readonly id: string;
  readonly kind: OperationKind;
  /** The row of its layer, where it has one. */
  readonly layer?: string;
  /** Of windows: height and width, and how far they move. */
  readonly kernel?: number;
  readonly stride?: number;
  /** Of values that are put on a grid, or of a weight that is on one. */
  readonly bits?: number;
  /** tfjs's name of the kernel, of an operation that has no kind of its own. */
  readonly kernelName?: string;
  /** Ids of operations; what is none of the graph's is the images. */
  readonly inputs: readonly string[];
  /** Of one image: [C, H, W], or [K]. */
  readonly shape: readonly number[];
  /** The part of the network that it belongs to: `layer1.0`. */
  readonly block: string;
}

/** Places are whole numbers: rows from the top, lanes from the left, both from 0. */
export interface PlacedOperation extends GraphOperation {
  readonly row: number;
  readonly lane: number;
}

export interface PlacedEdge {
  /** An operation of the block; undefined where it is what the block takes. */
  readonly from: string | undefined;
  readonly to: string;
  /** In which it runs down, from its start to where it ends. */
  readonly lane: number;
  /** What passes along it. */
  readonly shape: readonly number[];
}

/** Blocks follow each other: each takes what the one before gives, and nothing else. */
export interface GraphBlock {
  readonly name: string;
  readonly operations: readonly PlacedOperation[];
  readonly edges: readonly PlacedEdge[];
  readonly rows: number;
  readonly lanes: number;
  /** Of what it takes and gives. */
  readonly takes: readonly number[];
  readonly gives: readonly number[];
}

export interface NetworkInside {
  readonly layers: readonly LayerRow[];
  /** Undefined where channels are compared with nothing: of a network of other software. */
  readonly keptOf?: KeptOf;
  /** In the order in which they run. */
  readonly blocks: readonly GraphBlock[];
}
