/**
 * Ternary weights (Li et al. 2016, arXiv 1605.04711): ŵ = α·t, t = sign(w) where |w| > Δ and 0 elsewhere, Δ = 0.7·mean|w| and α the mean
 * of |w| beyond Δ, each of an output, [C], or of the layer, [1]. ∂t/∂w is taken as 1, and α is a function of the weights:
 *
 *     ∂L/∂w = α·∂L/∂ŵ + t·Σ_j t_j·∂L/∂ŵ_j / #{j: |w_j| > Δ}
 */
import { abs, add, div, maximum, mul, sub, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { outputsOf, valuesIn } from '../form.ts';
import type { WeightMethod, WeightSettings } from './method.ts';
import { isAbove, meanSize, over, signOf, totals } from './reductions.ts';

/** Δ over mean|w|. */
const share = 0.7;

/** @param scales 1, or C */
export function ternaryWeight(w: Tensor, scales: number): Tensor {
  return withGradient(
    [w],
    (save) => {
      const size = abs(w);
      const threshold: Tensor1D = mul(meanSize(w, scales), share);
      const beyond = isAbove(sub(size, over(threshold, w)));
      const count: Tensor1D = maximum(totals(beyond, scales), 1);
      const alpha: Tensor1D = div(totals(mul(size, beyond), scales), count);
      const ternary = mul(signOf(w), beyond);
      save([ternary, alpha, count]);
      return mul(ternary, over(alpha, w));
    },
    (dy, saved) => {
      const [ternary, alpha, count] = saved as [Tensor, Tensor1D, Tensor1D];
      const shared: Tensor1D = div(totals(mul(dy, ternary), scales), count);
      return [add(mul(dy, over(alpha, dy)), mul(ternary, over(shared, dy)))];
    },
  );
}

const scalesOf = (channels: number, { per }: WeightSettings) => (per === 'channel' ? channels : 1);

export const twn: WeightMethod = {
  specs: () => [],
  made: (parameters, { name, weight }, settings) =>
    ternaryWeight(named(parameters, `${name}.weight`), scalesOf(outputsOf(weight), settings)),
  bits: () => 2,
  scales: ({ weight }, settings) => scalesOf(outputsOf(weight), settings),
  zeros({ weight }, settings, tensors) {
    const values = valuesIn(tensors, weight.name);
    const scales = scalesOf(outputsOf(weight), settings);
    const sizes = new Float64Array(scales);
    values.forEach((value, i) => {
      sizes[i % scales] = (sizes[i % scales] ?? 0) + Math.abs(value);
    });
    const threshold = (i: number) => (share * (sizes[i % scales] ?? 0) * scales) / values.length;
    return values.reduce((sum, value, i) => sum + Number(Math.abs(value) <= threshold(i)), 0);
  },
};
