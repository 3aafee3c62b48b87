/**
 * Binary weights (Rastegari et al. 2016, arXiv 1603.05279): ŵ = α·sign(c), c = w less its mean over a filter's input channels, within
 * [−1, 1], and α = mean|c| of each output, [C]. With n weights for each output,
 *
 *     ∂L/∂w = α·∂L/∂ŵ + sign(c)·Σ_j sign(c_j)·∂L/∂ŵ_j / n
 *
 * is the gradient of `bwn`. That of `xnor` is as the authors' code has it, times n·(1 − 1/s) of s input channels, which with Adam is
 * next to no difference and with SGD a larger rate. Depthwise filters have one input channel: nothing is subtracted there, and the
 * factor is n alone.
 */
import {
  add,
  clipByValue,
  mul,
  reshape,
  sub,
  type Tensor,
  type Tensor1D,
  transpose,
} from '@tensorflow/tfjs-core';
import { named, type ParameterKind } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { outputsOf } from '../form.ts';
import type { WeightMethod } from './method.ts';
import { channelTotals, meanSize, over, signOf } from './reductions.ts';

interface Binary {
  readonly kind: ParameterKind;
  /** C */
  readonly channels: number;
  /** Whether the gradient is multiplied as the authors' code does. */
  readonly scaled: boolean;
}

/** Of a filter or matrix in our layout. */
export function binaryWeight(w: Tensor, { kind, channels, scaled }: Binary): Tensor {
  const n = w.size / channels;
  const inputs = kind === 'depthwise' ? 1 : (w.shape.at(-2) ?? 1);
  const factor = scaled ? n * (inputs > 1 ? 1 - 1 / inputs : 1) : 1;
  return withGradient(
    [w],
    (save) => {
      const c = clipByValue(inputs > 1 ? sub(w, meanOverInputs(w, inputs, channels)) : w, -1, 1);
      const [sign, scale] = [signOf(c), meanSize(c, channels)];
      save([sign, scale]);
      return mul(sign, over(scale, w));
    },
    (dy, saved) => {
      const [sign, scale] = saved as [Tensor, Tensor1D];
      const shared: Tensor1D = mul(channelTotals(mul(dy, sign), channels), 1 / n);
      const slope = add(mul(dy, over(scale, dy)), mul(sign, over(shared, dy)));
      return [factor === 1 ? slope : mul(slope, factor)];
    },
  );
}

/** [.., in, out] → [.., 1, out] */
function meanOverInputs(w: Tensor, inputs: number, channels: number): Tensor {
  const places = w.size / (inputs * channels);
  const byPlace = transpose(reshape(w, [places, inputs, channels]), [1, 0, 2]);
  const sums = channelTotals(byPlace, places * channels);
  return reshape(mul(sums, 1 / inputs), [...w.shape.slice(0, -2), 1, channels]);
}

const method = (scaled: boolean): WeightMethod => ({
  specs: () => [],
  made: (parameters, { name, weight }) =>
    binaryWeight(named(parameters, `${name}.weight`), {
      kind: weight.kind,
      channels: outputsOf(weight),
      scaled,
    }),
  bits: () => 1,
  scales: ({ weight }) => outputsOf(weight),
  zeros: () => 0,
});

export const bwn = method(false);
export const xnor = method(true);
