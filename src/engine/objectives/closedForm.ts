/**
 * A loss whose gradient is known in closed form.
 *
 * Every objective here says its gradient with respect to the student's logits itself. That is shorter than what
 * automatic differentiation would run, and it never calls the stock gradients of `sum` and `mean`, which build
 * tensors of ones on the CPU and upload them.
 */
import { customGrad, mul, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** tfjs keeps these tensors until the tape is done; a no-op where nothing is taped. */
type Save = (tensors: Tensor[]) => void;

export interface ClosedForm {
  /** Mean over the batch. */
  readonly value: Scalar;
  /** What `gradient` needs of the forward pass; kept only where a gradient is being taken. */
  readonly saved: readonly Tensor[];
  /** d value / d student, [N, K]; called only in a backward pass, with `saved` in its order. */
  gradient(saved: readonly Tensor[]): Tensor2D;
}

/**
 * Evaluates `forward` on the student's logits [N, K] and gives its gradient to the tape.
 * What `forward` closes over must live until the backward pass is done.
 */
export function differentiable(student: Tensor2D, forward: (student: Tensor2D) => ClosedForm): Scalar {
  const loss = customGrad((...inputs: (Tensor | Save)[]) => {
    const [logits, save] = inputs as [Tensor2D, Save];
    const { value, saved, gradient } = forward(logits);
    save([...saved]);
    return { value, gradFunc: (dy: Scalar, kept: Tensor[]) => mul(gradient(kept), dy) };
  });
  return loss(student) as Scalar;
}
