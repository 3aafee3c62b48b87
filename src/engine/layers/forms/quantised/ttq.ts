/**
 * Trained ternary weights (Zhu et al. 2017, arXiv 1612.01064): ŵ = w_p where w > Δ, −w_n where w < −Δ, 0 between, Δ = t·max|w| of the layer;
 * w_p and w_n learn. By the straight-through estimator (their equations 7 and 8)
 *
 *     ∂L/∂w = w_p·∂L/∂ŵ, w_n·∂L/∂ŵ or ∂L/∂ŵ;   ∂L/∂w_p = Σ ∂L/∂ŵ,   ∂L/∂w_n = −Σ ∂L/∂ŵ
 *
 * over what is positive and what is negative. A popular implementation leaves the last minus out, which moves w_n uphill.
 */
import {
  abs,
  add,
  max,
  maximum,
  mul,
  neg,
  reshape,
  sub,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { type DenseLayer, sharedRate, valuesIn, weightsOf } from '../form.ts';
import { leastScale, scaleSpec, type WeightMethod } from './method.ts';
import { isAbove, total } from './reductions.ts';

/** t, as the paper has it for CIFAR-10. */
const thresholdShare = 0.05;

/** w_p and w_n, [1] each. */
export const positiveName = (layer: string) => `${layer}.weight_positive`;
export const negativeName = (layer: string) => `${layer}.weight_negative`;

export interface TernaryScales {
  readonly positive: Tensor1D;
  readonly negative: Tensor1D;
}

/** @param share t */
export function trainedTernaryWeight(
  w: Tensor,
  { positive, negative }: TernaryScales,
  share = thresholdShare,
): Tensor {
  return withGradient(
    [w, positive, negative],
    (save) => {
      const threshold: Tensor1D = reshape(mul(max(abs(w)), share), [1]);
      const above = isAbove(sub(w, threshold));
      const below = isAbove(sub(neg(w), threshold));
      const [up, down] = [maximum(positive, leastScale), maximum(negative, leastScale)];
      save([above, below, up, down]);
      return sub(mul(above, up), mul(below, down));
    },
    (dy, saved) => {
      const [above, below, up, down] = saved as [Tensor, Tensor, Tensor, Tensor];
      const between = sub(1, add(above, below));
      const factor = add(add(mul(above, up), mul(below, down)), between);
      return [mul(dy, factor), total(mul(dy, above)), neg(total(mul(dy, below)))];
    },
  );
}

/** Where the scales start: the mean size of what is beyond the threshold, on either side. */
export function firstTernaryScales(values: Float32Array): readonly [positive: number, negative: number] {
  const threshold = thresholdShare * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const meanOf = (sign: 1 | -1) => {
    const beyond = values.filter((value) => sign * value > threshold);
    return Math.max(
      (sign * beyond.reduce((sum, value) => sum + value, 0)) / Math.max(beyond.length, 1),
      leastScale,
    );
  };
  return [meanOf(1), meanOf(-1)];
}

/** The value of about half of the layer's weights: by the sum of their gradients it would overshoot at their rate. */
const scaleOf = (layer: DenseLayer, nameOf: (layer: string) => string) => ({
  ...scaleSpec(nameOf(layer.name), 1),
  rate: sharedRate(weightsOf(layer), 2, layer.weight.rate),
});

export const ttq: WeightMethod = {
  specs: (layer) => [scaleOf(layer, positiveName), scaleOf(layer, negativeName)],
  made: (parameters, { name }) =>
    trainedTernaryWeight(named(parameters, `${name}.weight`), {
      positive: named(parameters, positiveName(name)),
      negative: named(parameters, negativeName(name)),
    }),
  bits: () => 2,
  scales: () => 2,
  zeros({ weight }, _, tensors) {
    const values = valuesIn(tensors, weight.name);
    const threshold = thresholdShare * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return values.reduce((sum, value) => sum + Number(Math.abs(value) <= threshold), 0);
  },
};
