/**
 * What is added to the gradient of the loss for the weights' own sake, before the optimiser's step. It is made of operations alone, and
 * its strengths are tensors of the store that hooks may write, so that it is part of a recorded step.
 */
import { add, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { ParameterStore } from './parameterStore.ts';

export interface Penalty {
  /** Fixed tensors beside the network's, which begin as constants. */
  readonly parameters: readonly ParameterSpec[];
  /**
   * By the name of trained parameters, those that it says nothing of left out; the caller owns them.
   *
   * @param parameters the network's and its own
   */
  gradients(parameters: Parameters): Readonly<Record<string, Tensor>>;
}

/** The gradients of trained parameters with the penalty's added. Takes them over; the caller owns the result. */
export function penalised(
  gradients: Record<string, Tensor>,
  penalty: Penalty,
  { parameters, trainable }: Pick<ParameterStore, 'parameters' | 'trainable'>,
): Record<string, Tensor> {
  const added = tidy(() => {
    const found = penalty.gradients(parameters);
    const sums = trainable.flatMap((name): (readonly [string, Tensor])[] => {
      const [gradient, more] = [gradients[name], found[name]];
      return gradient && more ? [[name, add(gradient, more)]] : [];
    });
    return Object.fromEntries(sums);
  });
  for (const name of Object.keys(added)) gradients[name]?.dispose();
  return { ...gradients, ...added };
}
