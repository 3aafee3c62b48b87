/**
 * The gradients of the operations that the engine differentiates, from their records: the main entry of tfjs-core registers
 * none. An operation without one fails with tfjs's own "gradient function not found for …".
 */
import { registerGradient, type Tensor } from '@tensorflow/tfjs-core';
import { ops } from './catalogue.ts';
import type { Op } from './op.ts';

/** Registers them, on every backend at once; again is harmless. */
export function registerGradients(catalogue: readonly Op[] = ops): void {
  for (const { name: kernelName, gradient } of catalogue) {
    if (!gradient) continue;
    const { of, ...keeps } = gradient;
    registerGradient({
      kernelName,
      ...keeps,
      gradFunc: (dy, saved, attributes) => of(dy as Tensor, saved, attributes),
    });
  }
}
