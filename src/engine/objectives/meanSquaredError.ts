import { mean, mul, type Scalar, square, sub, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { differentiable } from './closedForm.ts';
import type { LogitLoss } from './logitLoss.ts';

/**
 * Mean squared error of raw logits: 1/(NK) Σ (z_s − z_t)². Its gradient is 2(z_s − z_t)/(NK).
 * Ba & Caruana 2014, arXiv 1312.6184; equals `torch.nn.functional.mse_loss`.
 */
export const meanSquaredError: LogitLoss = {
  value({ student, teacher }) {
    const [batch, classes] = student.shape;
    return differentiable(student, (logits) => {
      const error = sub(logits, teacher);
      return {
        value: mean<Scalar>(square(error)),
        saved: [error],
        gradient: ([kept]) => mul<Tensor2D>(kept as Tensor, 2 / (batch * classes)),
      };
    });
  },
};
