/**
 * Levels that are powers of two or sums of few of them (Li, Dong & Wang 2020, arXiv 1909.13144), with a clip α that learns. Weights are
 * brought to mean 0 and deviation 1 of their layer first, which the gradient takes as constants:
 *
 *     ŵ = α·q(clamp(x, −α, α)/α),   x = (w − μ)/σ,   ∂ŵ/∂w = 1/σ
 *     ∂ŵ/∂α = sign(x) where |x| > α, q(x/α) − x/α elsewhere
 *
 * q gives the nearest level, of two that are as near the lesser. Levels of b bits of magnitude: sums of ⌊b/2⌋ terms of four values and, of
 * an odd b, one of two, brought to 1; or 0 and powers of two.
 */
import {
  div,
  maximum,
  mean,
  mul,
  reshape,
  sqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import {
  type Grid,
  learnedGridGradient,
  learnedGridSlope,
  tableLevels,
} from '../../../ops/learnedGrid/learnedGrid.ts';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { valuesIn } from '../form.ts';
import { type InputMethod, leastScale, scaleSpec, type WeightMethod } from './method.ts';
import { total } from './reductions.ts';

/** α of the weight, [1] */
export const weightClipName = (layer: string) => `${layer}.weight_clip`;
/** α of the input, [1] */
export const inputClipName = (layer: string) => `${layer}.input_clip`;

/** Where the clip of normalised weights starts. */
export const firstWeightClip = 3;

/** Magnitudes of levels of b bits, ascending from 0 to 1. */
export function additiveLevels(bits: number): readonly number[] {
  const pairs = Math.floor(bits / 2);
  const terms = Array.from({ length: pairs + (bits % 2) }, () => [0]);
  let exponent = 0;
  for (let round = 0; round < 3; round++) {
    for (let pair = 0; pair < pairs; pair++) terms[pair]?.push(2 ** --exponent);
    // The term of one bit has one value, in the middle of the others'.
    if (bits % 2 === 1 && round === (pairs > 0 ? 1 : 0)) terms[pairs]?.push(2 ** --exponent);
  }
  const sums = terms.reduce<readonly number[]>(
    (all, term) => all.flatMap((sum) => term.map((value) => sum + value)),
    [0],
  );
  const sorted = [...sums].sort((a, b) => a - b);
  return sorted.map((level) => level / (sorted.at(-1) ?? 1));
}

/** 0 and the powers of two down to 2^(2 − 2^b), ascending. */
export function powerLevels(bits: number): readonly number[] {
  const count = 2 ** bits - 1;
  return [0, ...Array.from({ length: count }, (_, i) => 2 ** (i + 1 - count))];
}

type Levels = (bits: number) => readonly number[];

/**
 * x on levels between 0, or −α, and α; differentiable in both. What is clipped passes its gradient on where the levels are signed, as
 * the published implementation's weights do, and not where they are not, as its activations.
 */
export function clippedToLevels(x: Tensor, clip: Tensor1D, grid: Required<Grid>): Tensor {
  return withGradient(
    [x, clip],
    (save) => {
      const scale: Tensor1D = maximum(clip, leastScale);
      save([x, scale]);
      return tableLevels({ x, scale }, grid);
    },
    (dy, [input, scale]) => {
      const given = { x: input as Tensor, scale: scale as Tensor1D };
      const dx = grid.least < 0 ? dy.clone() : learnedGridGradient(dy, given, grid);
      return [dx, total(learnedGridSlope(dy, given, grid, { residue: true }))];
    },
  );
}

const signed = (table: readonly number[]) => ({ least: -1, most: 1, table });

/** (w − μ)/σ, σ with n − 1 under the root; differentiable with both as constants. */
export function normalisedWeight(w: Tensor): Tensor {
  return withGradient(
    [w],
    (save) => {
      const centred = sub(w, mean(reshape(w, [-1])));
      const deviation = maximum(sqrt(mul(total(square(centred)), 1 / Math.max(w.size - 1, 1))), leastScale);
      save([deviation]);
      return div(centred, deviation);
    },
    (dy, [deviation]) => [div(dy, deviation as Tensor)],
  );
}

const weightMethod = (levels: Levels): WeightMethod => ({
  specs: ({ name }) => [scaleSpec(weightClipName(name), 1, 'trainable', firstWeightClip)],
  made(parameters, { name }, { bits }) {
    const clip = named<Tensor1D>(parameters, weightClipName(name));
    return clippedToLevels(
      normalisedWeight(named(parameters, `${name}.weight`)),
      clip,
      signed(levels(bits - 1)),
    );
  },
  bits: ({ bits }) => bits,
  scales: () => 1,
  zeros({ name, weight }, { bits }, tensors) {
    const values = valuesIn(tensors, weight.name);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(values.length - 1, 1);
    const clip = Math.max(valuesIn(tensors, weightClipName(name))[0] ?? 0, leastScale);
    const nearest = ((levels(bits - 1)[1] ?? 0) / 2) * clip * Math.max(Math.sqrt(variance), leastScale);
    return values.reduce((sum, value) => sum + Number(Math.abs(value - mean) <= nearest), 0);
  },
});

export const apot = weightMethod(additiveLevels);
export const pot = weightMethod(powerLevels);

/** Of inputs that are not negative. */
export const apotInput: InputMethod = {
  specs: ({ name }) => [scaleSpec(inputClipName(name), 1)],
  made(parameters, { name }, { bits }, x) {
    const clip = named<Tensor1D>(parameters, inputClipName(name));
    return clippedToLevels(x, clip, { least: 0, most: 1, table: additiveLevels(bits) });
  },
};
