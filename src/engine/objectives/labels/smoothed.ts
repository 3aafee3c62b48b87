import { add, mul, sum, type Tensor2D, tidy } from '@tensorflow/tfjs-core';

/**
 * (1 − ε)·y + ε/K of labels y, [N, K], each row a distribution (Szegedy et al. 2016, arXiv 1512.00567, section 7): cross entropy with
 * it equals `torch.nn.CrossEntropyLoss(label_smoothing=ε)`. Where there is no label, a row of 0, there is none after it. The
 * caller owns the result.
 */
export const smoothed = (labels: Tensor2D, epsilon: number): Tensor2D =>
  tidy(() => {
    const shared = mul(sum(labels, 1, true), epsilon / labels.shape[1]);
    return add<Tensor2D>(mul(labels, 1 - epsilon), shared);
  });
