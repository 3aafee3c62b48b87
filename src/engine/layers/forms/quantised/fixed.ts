/**
 * Grids that do not learn. Of weights the greatest |w| of an output or of the layer says the step, in every pass anew, as torch's
 * symmetric observer has it: s = 2·max|w|/(2^b − 1). Of inputs step and zero point are as they were found before training. Gradients are
 * the straight-through estimator's: 1 where the level was not clamped.
 *
 * The sign of an input (Hubara et al. 2016, arXiv 1602.02830, equations 1 and 4), times a scale: ∂y/∂x = 1 where |x| ≤ the scale.
 */
import { abs, max, maximum, mul, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { dithered } from '../../../ops/dithered/dithered.ts';
import { fakeQuantise, fakeQuantiseGradient } from '../../../ops/fakeQuantise/fakeQuantise.ts';
import { learnedGridGradient, tableLevels } from '../../../ops/learnedGrid/learnedGrid.ts';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import {
  inputLevels,
  inputScaleName,
  inputZeroPointName,
  straightThrough,
  weightLevels,
} from '../fakeQuantised.ts';
import { outputsOf, valuesIn } from '../form.ts';
import { type InputMethod, leastScale, scaleSpec, type WeightMethod } from './method.ts';

/**
 * @param scales 1, or C
 * @param counter of stochastic rounding, see `rounding.ts`; to the nearest levels unless given
 */
export function plainWeight(w: Tensor, bits: number, scales: number, counter?: Tensor1D): Tensor {
  const levels = weightLevels(bits);
  return withGradient(
    [w],
    (save) => {
      const most = max(abs(reshape(w, [-1, scales])), 0);
      const scale: Tensor1D = maximum(mul(most, 2 / (levels.most - levels.least)), leastScale);
      save([w, scale]);
      return fakeQuantise({ x: counter ? dithered({ x: w, scale, counter }) : w, scale }, levels);
    },
    (dy, [x, scale]) => [fakeQuantiseGradient(dy, { x: x as Tensor, scale: scale as Tensor1D }, levels)],
  );
}

const scalesOf = (channels: number, per: 'tensor' | 'channel') => (per === 'channel' ? channels : 1);

export const plain: WeightMethod = {
  specs: () => [],
  made: (parameters, { name, weight }, { bits, per }, counter) =>
    plainWeight(named(parameters, `${name}.weight`), bits, scalesOf(outputsOf(weight), per), counter),
  bits: ({ bits }) => bits,
  scales: ({ weight }, { per }) => scalesOf(outputsOf(weight), per),
  zeros({ weight }, { bits, per }, tensors) {
    const values = valuesIn(tensors, weight.name);
    const scales = scalesOf(outputsOf(weight), per);
    const most = new Float64Array(scales);
    values.forEach((value, i) => {
      most[i % scales] = Math.max(most[i % scales] ?? 0, Math.abs(value));
    });
    const half = (i: number) => (most[i % scales] ?? 0) / (2 ** bits - 1);
    return values.reduce((sum, value, i) => sum + Number(Math.abs(value) <= half(i)), 0);
  },
};

export const plainInput: InputMethod = {
  specs: ({ name }) => [
    scaleSpec(inputScaleName(name), 1, 'frozen'),
    scaleSpec(inputZeroPointName(name), 1, 'frozen', 0),
  ],
  made(parameters, { name }, { bits }, x) {
    const scale = named<Tensor1D>(parameters, inputScaleName(name));
    const zeroPoint = named<Tensor1D>(parameters, inputZeroPointName(name));
    return straightThrough({ x, scale, zeroPoint }, inputLevels(bits));
  },
};

const signs = { least: -1, most: 1, table: [1] } as const;

/** @param scale [1] */
export function signInput(x: Tensor, scale: Tensor1D): Tensor {
  return withGradient(
    [x],
    (save) => {
      save([x]);
      return tableLevels({ x, scale }, signs);
    },
    (dy, [input]) => [learnedGridGradient(dy, { x: input as Tensor, scale }, signs)],
  );
}

export const sign: InputMethod = {
  specs: ({ name }) => [scaleSpec(inputScaleName(name), 1, 'frozen')],
  made: (parameters, { name }, _, x) => signInput(x, named(parameters, inputScaleName(name))),
};
