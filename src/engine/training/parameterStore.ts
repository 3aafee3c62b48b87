/**
 * The owner of one network's tensors while it is trained: parameters and buffers by name, each replaced in turn.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';

export interface ParameterStore {
  /** Names that are trained, in the model's order. */
  readonly trainable: readonly string[];
  /** The tensors as they are now; valid until the next `replace`. */
  readonly parameters: Parameters;
  /** @throws if there is no such parameter: a defect of the caller. */
  get(name: string): Tensor;
  /** Takes ownership of `tensor` and frees the one before. */
  replace(name: string, tensor: Tensor): void;
  dispose(): void;
}

/** Takes ownership of `initial`, which must hold every name in `specs`. */
export function createParameterStore(specs: readonly ParameterSpec[], initial: Parameters): ParameterStore {
  const held: Record<string, Tensor> = { ...initial };
  const get = (name: string) => {
    const tensor = held[name];
    if (!tensor) throw new Error(`no parameter is named ${name}`);
    return tensor;
  };
  return {
    trainable: specs.filter((spec) => spec.role === 'trainable').map((spec) => spec.name),
    parameters: held,
    get,
    replace(name, tensor) {
      get(name).dispose();
      held[name] = tensor;
    },
    dispose() {
      for (const tensor of Object.values(held)) tensor.dispose();
    },
  };
}
