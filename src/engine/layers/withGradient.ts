/**
 * An operation whose gradient is written out: tfjs's `customGrad` with its types said.
 */
import { customGrad, type Tensor } from '@tensorflow/tfjs-core';

/** Keeps tensors of the forward pass for the backward one; does nothing where no gradient is taken. */
export type Save = (tensors: Tensor[]) => void;

/**
 * @param inputs   what the gradient is taken with respect to.
 * @param forward  computes the output from them; nothing in it is taped.
 * @param backward the gradients of `inputs`, in their order, from the output's gradient and what was saved.
 */
export function withGradient<Output extends Tensor>(
  inputs: readonly Tensor[],
  forward: (save: Save) => Output,
  backward: (dy: Output, saved: Tensor[]) => Tensor[],
): Output {
  const operation = customGrad((...given: (Tensor | Save)[]) => {
    const save = given[inputs.length] as Save;
    return { value: forward(save), gradFunc: (dy: Tensor, saved: Tensor[]) => backward(dy as Output, saved) };
  });
  return operation(...inputs) as Output;
}
