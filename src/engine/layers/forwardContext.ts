import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { SidedSteps } from './conv2d.ts';
import type { Kink } from './kinks.ts';

/** See `ForwardContext.enter`. */
export type EnterLayer = <T extends Tensor>(layer: string, x: T) => T;

/** How much is left out at random, see `layers/transformer/dropout.ts`. */
export interface DropRates {
  /** Of elements where a network has a place for it, from 0 to below 1. */
  readonly dropout: number;
  /** Of residual branches, image by image: of the last one, from 0 to below 1. */
  readonly dropPath: number;
}

interface Drop extends DropRates {
  /** [2]: seed and step. Who is called does not own it. */
  readonly counter: Tensor1D;
}

/** What a forward pass may ask of its caller. */
export interface ForwardContext {
  /** Batch statistics in batch norm (and later dropout) instead of running ones. */
  readonly training: boolean;
  /**
   * Receives the batch's own statistic [C] for each buffer of batch norm (mean, unbiased variance), by the buffer's
   * name; the receiver owns the tensor and moves the buffer towards it by `runningShare`. Called in training only.
   */
  readonly observe?: (name: string, statistic: Tensor1D) => void;
  /**
   * Called by every layer with a weight, by its name, with its input: what it returns is what the layer takes, be that
   * the input itself. Who is called does not own the input.
   */
  readonly enter?: EnterLayer;
  /** How a convolution's filter moves, where it is not as the layer itself has it. */
  readonly steps?: (layer: string) => SidedSteps | undefined;
  /**
   * Called in place of each piecewise linear operation, with the layer before it and with its input: what it returns is the operation's
   * result. In training alone, and not where a norm that takes the batch's statistics has the operation in it.
   */
  readonly bend?: <T extends Tensor>(kink: Kink, layer: string, x: T) => T;
  /** What is left out in training; nothing without it. */
  readonly drop?: Drop | undefined;
  /** Whether `tap` wants an activation of that name which is computed for it alone; none unless given. */
  readonly listens?: (name: string) => boolean;
  /** Receives named intermediate activations; the giver keeps ownership. */
  readonly tap?: (name: string, activation: Tensor) => void;
}
