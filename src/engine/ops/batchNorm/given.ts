/**
 * What batch norm in training and its gradient are given.
 */
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

export type Activation = 'relu' | 'linear';

export interface BatchNormTensors {
  /** [B, H, W, C] */
  readonly x: Tensor4D;
  /** [C] */
  readonly gamma: Tensor1D;
  /** [C] */
  readonly beta: Tensor1D;
  /** [B, H, W, C]; nothing is added where it is missing. */
  readonly residual?: Tensor4D | undefined;
}

export interface BatchNormSettings {
  readonly activation: Activation;
  readonly epsilon: number;
}

export interface BatchNormGradientTensors {
  /** [B, H, W, C] */
  readonly dy: Tensor4D;
  readonly gamma: Tensor1D;
  readonly beta: Tensor1D;
  /** The result of the forward pass; needed after a ReLU. */
  readonly y?: Tensor4D | undefined;
  readonly state: readonly Tensor[];
}

export interface BatchNormGradientSettings extends BatchNormSettings {
  /** Whether the forward pass had one. */
  readonly residual: boolean;
}
