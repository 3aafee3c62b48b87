/**
 * The gradients of the operations that the engine differentiates, from their records: the main entry of tfjs-core registers
 * none. An operation without one fails with tfjs's own "gradient function not found for …".
 */
import { type GradConfig, registerGradient, type Tensor } from '@tensorflow/tfjs-core';
import { ops } from './catalogue.ts';
import type { Op } from './op.ts';

/** Made once, so that who looks one up finds the same after it was registered again. */
const made = new WeakMap<Op, GradConfig>();

/** Registers them, on every backend at once; again is harmless. */
export function registerGradients(catalogue: readonly Op[] = ops): void {
  for (const op of catalogue) {
    const config = made.get(op) ?? configOf(op);
    if (!config) continue;
    made.set(op, config);
    registerGradient(config);
  }
}

function configOf({ name, gradient }: Op): GradConfig | undefined {
  if (!gradient) return undefined;
  const { of, ...keeps } = gradient;
  return {
    kernelName: name,
    ...keeps,
    gradFunc: (dy, saved, attributes) => of(dy as Tensor, saved, attributes),
  };
}
