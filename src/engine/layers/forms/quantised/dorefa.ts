/**
 * DoReFa's weights (Zhou et al. 2016, arXiv 1606.06160, section 2.3). Of b > 1 bits, n = 2^b − 1:
 *
 *     ŵ = 2·round(n·(tanh w/(2·max|tanh w|) + 1/2))/n − 1
 *
 * between −1 and 1, whatever the weights are; the gradient goes through the rounding as if it were not there, and through tanh and
 * the maximum. Of one bit ŵ = sign(w)·mean|w| over the layer, and ∂ŵ/∂w = 1. A popular implementation multiplies by max|tanh w| once
 * more; the paper does not.
 */
import {
  abs,
  add,
  clipByValue,
  div,
  max,
  mul,
  reshape,
  round,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  tanh,
} from '@tensorflow/tfjs-core';
import { dithered } from '../../../ops/dithered/dithered.ts';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import type { WeightMethod } from './method.ts';
import { isAbove, meanSize, over, signOf, total } from './reductions.ts';

/** @param counter of stochastic rounding of more than one bit, see `rounding.ts`; to the nearest levels unless given */
export function dorefaWeight(w: Tensor, bits: number, counter?: Tensor1D): Tensor {
  return bits === 1 ? binary(w) : normalised(w, 2 ** bits - 1, counter);
}

const binary = (w: Tensor) =>
  withGradient(
    [w],
    () => mul(signOf(w), over(meanSize(w, 1), w)),
    (dy) => [dy.clone()],
  );

function normalised(w: Tensor, n: number, counter?: Tensor1D): Tensor {
  return withGradient(
    [w],
    (save) => {
      const t = tanh(w);
      const most = reshape(max(abs(t)), [1]);
      save([t, most]);
      const levels = mul(add(div(t, mul(most, 2)), 0.5), n);
      const rounded = counter ? clipByValue(round(dithered({ x: levels, counter })), 0, n) : round(levels);
      return sub(mul(rounded, 2 / n), 1);
    },
    (dy, saved) => {
      const [t, most] = saved as [Tensor, Tensor];
      // Of u = t/m: ∂u/∂t = 1/m, and ∂u/∂m = −t/m², which goes to where |t| is m, in equal parts.
      const isMost = sub(1, isAbove(sub(most, abs(t))));
      const back = div(total(mul(dy, t)), mul(square(most), total(isMost)));
      const dt = sub(div(dy, most), mul(mul(isMost, signOf(t)), back));
      return [mul(dt, sub(1, square(t)))];
    },
  );
}

export const dorefa: WeightMethod = {
  specs: () => [],
  made: (parameters, { name }, { bits }, counter) =>
    dorefaWeight(named(parameters, `${name}.weight`), bits, counter),
  bits: ({ bits }) => bits,
  scales: (_, { bits }) => (bits === 1 ? 1 : 0),
  // An even number of levels, as far below 0 as above.
  zeros: () => 0,
};
