/**
 * A model: a list of named parameters and a function over them.
 */
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { InputScale } from '../../spec/choices.ts';
import type { Architecture, ChannelSpace } from '../../spec/network/architecture.ts';
import type { LayerName } from '../../spec/network/layerForms.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import type { LayerCost } from '../layers/layerCost.ts';
import type { ChannelAxis, ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { TorchShapes } from './widths.ts';

export interface ModelOptions {
  /** Classes, K. */
  readonly classes: number;
  /** Height and width of the images, S. */
  readonly imageSize: number;
  /** Multiplies the channels. */
  readonly width: number;
  /** What channels are rounded to a multiple of, in families that do so; the family's own where absent. */
  readonly channelMultiple?: number;
  /** M, beside the class token, each with a head; of vision transformers, none unless given. */
  readonly distillationTokens?: number;
}

/** A function over named parameters that gives logits. */
export interface Network {
  /** K, how many logits it gives. */
  readonly classes: number;
  /** In the order of a PyTorch state dict. */
  readonly parameters: readonly ParameterSpec[];
  /** Multiply-adds of one image's forward pass (convolutions and linear layers); of a `Model`, the sum over its parts' layers. */
  readonly multiplyAdds: number;
  /**
   * @param images [B, S, S, 3], normalised by `channelMean` and `channelDeviation`.
   * @returns logits [B, K]; the caller owns them.
   */
  forward(parameters: Parameters, images: Tensor4D, context: ForwardContext): Tensor2D;
}

/** What is tapped inside of a part, and how it lies on the picture. */
export type DrawnTap = {
  /** Under which it is tapped. */
  readonly name: string;
} & (
  | {
      /** [B, H, N, N]: the share that each token takes of each other, row by row. */
      readonly kind: 'attention';
      readonly heads: number;
      /** Tokens that are no patches, which stand first. */
      readonly first: number;
      /** Patches along a side. */
      readonly grid: number;
      /** Pixels along a side that the patches cover, from the first on. */
      readonly covered: number;
    }
  /** [B, 1, N]: each token's share in what the head takes. */
  | { readonly kind: 'pooling' }
  /** [B, H', W', G·K²]: the kernels of each place, row by row, group after group. */
  | {
      readonly kind: 'kernels';
      /** K */
      readonly kernel: number;
      readonly groups: number;
    }
);

/** One of the pieces that a forward pass runs through, one after the other. */
export interface Part {
  /** `layer1.0`; the last one's is `head`. */
  readonly name: string;
  /** What it belongs to, such as `layer1`; the last one's is `head`. */
  readonly stage: string;
  /** In the order of a PyTorch state dict. */
  readonly parameters: readonly ParameterSpec[];
  /** Parameters of parts before it that it uses too; none unless given. */
  readonly reads?: readonly string[];
  /** Of its layers with a weight, dense, in the order of their parameters; none unless given. */
  readonly layers?: readonly LayerCost[];
  /** Whether it adds to what it is given, channel by channel, so that the network can be without it; not unless given. */
  readonly skips?: boolean;
  /** Multiply-adds of one image in products of activations with each other, as in attention; none unless given. */
  readonly products?: number;
  /** Names under which what it gives is tapped, see `ForwardContext`; none unless given. */
  readonly taps?: readonly string[];
  /** What is tapped under such a name, differentiable; what it gives unless given. */
  tapped?(name: string, given: Tensor): Tensor;
  /** Names under which it taps what is inside of it where somebody listens for them; none unless given. */
  readonly inside?: readonly string[];
  /** Which of these can be drawn over the picture; nothing unless given. */
  readonly drawn?: DrawnTap;
  /** @param x what the part before gave; the images for the first. */
  run(parameters: Parameters, x: Tensor, context: ForwardContext): Tensor;
}

/** A shortcut without weights that passes channels of one space on to channels of another. */
export interface PlainShortcut {
  readonly name: LayerName;
  readonly from: ChannelAxis;
  readonly to: ChannelAxis;
  /** For each channel of `to` the one of `from` that arrives there, or −1 where zeros do. */
  readonly sources: readonly number[];
}

/**
 * A network as a chain of parts, which can be cut between any two: its head (the last part) takes features [B, F] and is a
 * linear layer, or the mean of several that take a share of the features each; what stands before it is the backbone.
 */
export interface Model extends Network {
  readonly parts: readonly Part[];
  /** None unless given. */
  readonly shortcuts?: readonly PlainShortcut[];
  /** What it was built from; undefined where it is of no family, as a head alone. */
  readonly architecture?: Architecture;
  /** What its own first layer was trained on, where that is not the lab's pixels; see `onScale`. */
  readonly takes?: InputScale;
}

/** What a whole module of a family's publisher holds beside parameters, by PyTorch's names. */
export interface PublishedModules {
  /** Classes whose forward pass is known to be the family's. */
  readonly roots: RegExp;
  readonly activation: 'ReLU' | 'ReLU6' | 'GELU';
  readonly modules: readonly {
    readonly at: (path: string) => boolean;
    /** Any where it is absent. */
    readonly class?: string;
    /** A pair of the same numbers is one number. */
    readonly settings: Readonly<Record<string, number | boolean | string>>;
  }[];
}

/** What a member of an architecture family is written as; `familyOf` makes a family of it. */
export interface FamilyDefinition {
  /** The channels of every space as the family was published, times the width. */
  channels(options: ModelOptions): Readonly<Record<ChannelSpace, number>>;
  /**
   * A network of any channels, all of its layers dense. Channels are asked for by `channelAxis`; which spaces there are says how the parts hang
   * together where a family leaves that to the channels.
   */
  network(architecture: Architecture): Model;
  /** What neither channels nor forms say of the published network, see `Architecture.details`; nothing unless given. */
  details?(options: ModelOptions): Readonly<Record<string, number>>;
  /** Residual blocks, as an architecture of any channels may name them in `without`; none unless given. */
  readonly blocks?: readonly string[];
  /**
   * Options with which `build` may give a network of these shapes, the likeliest first; none where the family's own keys
   * are not there. Whether a network fits is for the caller to see. `imageSize` is the smallest that any size would do for,
   * but in families whose weights fix it.
   */
  optionsOf(shapes: TorchShapes): readonly ModelOptions[];
  /**
   * The network of these shapes, where they are the family's whatever its widths and depth, and what no shape says is as published;
   * in families whose channels cannot be read off each shape alone.
   */
  architectureOf?(shapes: TorchShapes): Omit<Architecture, 'family' | 'forms'> | undefined;
  /** What stands between its layers where that is nothing else; undefined where it is something else too. */
  readonly rectifier?: 'relu' | 'relu6';
  /** Whether weights are for images of one size; positions of tokens can be brought to another one's. Not unless given. */
  readonly oneSize?: true;
  /** Of families whose publisher's modules are known. */
  published?(architecture: Architecture): PublishedModules;
}

/** One architecture family's member, ready to be built for a dataset. */
export interface ModelFamily extends FamilyDefinition {
  /** As `spec/families/` declares it, in English. */
  readonly label: string;
  /** As the family was published, at a width. */
  architecture(options: ModelOptions): Architecture;
  build(options: ModelOptions): Model;
}

/** A number of channels times the width, at least 1. */
export function widened(channels: number, width: number): number {
  return Math.max(1, Math.round(channels * width));
}

/** Weights that are the same at any image size are built at this one to be compared. */
export const anySize = 32;
