/**
 * Several learning rates and weight decays in a packed optimiser step: a factor of each for every block of packed weights, read
 * beside the numbers that change from step to step. Where all factors are 1 there are none, and the shader is what it was.
 */
import type { NamedTensorMap, Tensor1D, TensorInfo } from '@tensorflow/tfjs-core';
import type { Binding } from '../webgpu/elementwise.ts';
import { partStart } from '../webgpu/tensorView.ts';

/** [L / 64] each: of the weights 64·b … 64·b + 63. */
export interface BlockFactors {
  readonly rates: Tensor1D;
  readonly decays: Tensor1D;
}

export type BlockInputs = Partial<Record<'rateFactors' | 'decayFactors', TensorInfo>>;

export function blockInputs(factors: BlockFactors | undefined): NamedTensorMap {
  return factors ? { rateFactors: factors.rates, decayFactors: factors.decays } : {};
}

interface ByBlock {
  /** Of the shader, behind its own. */
  readonly key: string;
  readonly bindings: readonly Binding[];
  readonly tensors: readonly TensorInfo[];
  /** WGSL for a learning rate of four numbers at `i`, from WGSL for the common one. */
  rate(common: string): string;
  decay(common: string): string;
}

/** Of a shader that moves four numbers a thread. */
export function byBlock({ rateFactors, decayFactors }: BlockInputs): ByBlock {
  if (!rateFactors || !decayFactors) {
    return { key: '', bindings: [], tensors: [], rate: (common) => common, decay: (common) => common };
  }
  const block = `i / ${partStart / 4}u`;
  return {
    key: ' by block',
    bindings: [
      { name: 'rateFactors', type: 'f32' },
      { name: 'decayFactors', type: 'f32' },
    ],
    tensors: [rateFactors, decayFactors],
    rate: (common) => `(${common} * rateFactors[${block}])`,
    decay: (common) => `(${common} * decayFactors[${block}])`,
  };
}
