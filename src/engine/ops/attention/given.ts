/**
 * What attention is given, forward and back.
 */
import type { Tensor3D } from '@tensorflow/tfjs-core';

export interface AttentionShape {
  /** H */
  readonly heads: number;
  /** d: of each head's q, k and v. */
  readonly width: number;
  /** Of q·k; 1/√d as a rule. */
  readonly scale: number;
}

export interface AttentionGradientTensors {
  /** [B, N, H·d] */
  readonly dy: Tensor3D;
  /** [B, N, 3·H·d] */
  readonly qkv: Tensor3D;
  /** [B, N, H·d], as forward gave it. */
  readonly y: Tensor3D;
  /** [B, H, N], as forward gave it. */
  readonly logSums: Tensor3D;
}
