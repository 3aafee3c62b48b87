/**
 * What is inside of a network while it sees one picture: where its tokens attend to, and the kernels that involutions make.
 */
import type { GivenPicture } from '../protocol.ts';
import type { SquarePicture } from '../records.ts';
import type { RunId } from '../runId.ts';

/** A student, as it is or as it was after an epoch; one of the experiment's teachers, from 0; a kept network. */
export type SeeingNetwork =
  | { readonly student: RunId; readonly epoch?: number }
  | { readonly teacher: number }
  | { readonly network: string };

export interface SeenInsideAsked {
  readonly of: SeeingNetwork;
  /** A validation image, from 0, or a picture that is in no dataset. */
  readonly picture: number | GivenPicture;
}

interface SeenInside {
  /** As the network saw it. */
  readonly picture: SquarePicture;
  /** Of a student: the epochs after which its weights are in memory, ascending. */
  readonly epochs: readonly number[];
}

/** Of tokens: those that are no patches, then patches row by row. */
export interface AttentionSeen extends SeenInside {
  readonly kind: 'attention';
  /** Tokens that are no patches: the class token and distillation tokens, or none. */
  readonly first: number;
  /** Patches along a side. */
  readonly grid: number;
  /** Share of the picture's side that the patches cover, from the first pixel on. */
  readonly covered: number;
  /** In the order of the forward pass. */
  readonly layers: readonly AttentionLayer[];
  /** [N]: each token's share in what the head takes, where tokens are pooled. */
  readonly pooling?: Float32Array;
}

export interface AttentionLayer {
  readonly name: string;
  readonly heads: number;
  /** [heads, N, N]: the share that a token takes of each token, row by row. */
  readonly probabilities: Float32Array;
}

export interface KernelsSeen extends SeenInside {
  readonly kind: 'kernels';
  readonly layers: readonly KernelLayer[];
  /** A convolution of the same network, whose kernels are the same at every place; absent where none is larger than 1 × 1. */
  readonly convolution?: {
    readonly name: string;
    /** K */
    readonly kernel: number;
    /** [filters, K, K], the mean over input channels. */
    readonly filters: Float32Array;
  };
}

export interface KernelLayer {
  readonly name: string;
  /** K */
  readonly kernel: number;
  readonly groups: number;
  /** Places along a side, H'. */
  readonly places: number;
  /** [H', H', groups, K, K]: each place's own kernels. */
  readonly kernels: Float32Array;
}
