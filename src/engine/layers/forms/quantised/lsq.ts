/**
 * Learned step size (Esser et al. 2020, arXiv 1902.08153): ŵ = clamp(round(w/s), −Q_n, Q_p)·s, whose step s learns with a gradient times
 * 1/√(N·Q_p), N being how many numbers are quantised; of steps for each output N is the whole weight's, as in the published
 * implementations. The step starts at 2·mean|w|/√Q_p. It counts as `leastScale` where it is less.
 *
 * Levels of weights: −2^(b − 1) … 2^(b − 1) − 1; of one bit, which the paper has not, −1 and 1. Levels of inputs, with zero point z:
 * −z … 2^b − 1 − z.
 */
import { div, maximum, mul, sub, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { dithered } from '../../../ops/dithered/dithered.ts';
import { fakeQuantise, type QuantisedTensors } from '../../../ops/fakeQuantise/fakeQuantise.ts';
import {
  type Grid,
  learnedGridGradient,
  learnedGridSlope,
  tableLevels,
} from '../../../ops/learnedGrid/learnedGrid.ts';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { inputLevels, inputZeroPointName, weightLevels } from '../fakeQuantised.ts';
import { outputsOf, valuesIn } from '../form.ts';
import { type InputMethod, leastScale, scaleAxis, scaleSpec, type WeightMethod } from './method.ts';
import { totals } from './reductions.ts';

/** s of the weight: [1] or [C]. */
export const weightStepName = (layer: string) => `${layer}.weight_step`;
/** s of the input: [1] */
export const inputStepName = (layer: string) => `${layer}.input_step`;

/** Of so many bits of a weight. */
export const learnedLevels = (bits: number): Grid =>
  bits === 1 ? { least: -1, most: 1, table: [1] } : weightLevels(bits);

/** Where a step starts. */
export const firstStep = (meanSize: number, { most }: Pick<Grid, 'most'>) =>
  Math.max((2 * meanSize) / Math.sqrt(most), leastScale);

/**
 * x on a grid with a step that learns; differentiable in both.
 *
 * @param most Q_p: the highest level above 0.
 */
export function learnedStep({ x, scale, zeroPoint }: QuantisedTensors, grid: Grid, most = grid.most): Tensor {
  const factor = stepFactor(x, most);
  const { least, table } = grid;
  return withGradient(
    [x, scale],
    (save) => {
      const step: Tensor1D = maximum(scale, leastScale);
      save([x, step]);
      const given = { x, scale: step, zeroPoint };
      return table ? tableLevels(given, { least, most: grid.most, table }) : fakeQuantise(given, grid);
    },
    (dy, [input, step]) => {
      const given = { x: input as Tensor, scale: step as Tensor1D, zeroPoint };
      const slopes = learnedGridSlope(dy, given, grid, { residue: true });
      return [learnedGridGradient(dy, given, grid), mul(totals(slopes, scale.size), factor)];
    },
  );
}

const stepFactor = ({ size }: Tensor, most: number) => 1 / Math.sqrt(size * most);

/** The same on whole levels, rounded stochastically; see `rounding.ts`. */
export function drawnStep(
  { x, scale }: Pick<QuantisedTensors, 'x' | 'scale'>,
  grid: Grid,
  counter: Tensor1D,
): Tensor {
  const factor = stepFactor(x, grid.most);
  return withGradient(
    [x, scale],
    (save) => {
      const step: Tensor1D = maximum(scale, leastScale);
      const y = fakeQuantise({ x: dithered({ x, scale: step, counter }), scale: step }, grid);
      save([x, step, y]);
      return y;
    },
    (dy, saved) => {
      const [input, step, y] = saved as [Tensor, Tensor1D, Tensor];
      const dx = learnedGridGradient(dy, { x: input, scale: step }, grid);
      // s·Σ dy·∂ŵ/∂s: what is clipped has no x in it.
      const slopes = totals(sub(mul(dy, y), mul(input, dx)), scale.size);
      return [dx, mul(div(slopes, step), factor)];
    },
  );
}

export const lsqWeight: WeightMethod = {
  specs: (layer, settings) => [scaleSpec(weightStepName(layer.name), scaleAxis(layer, settings))],
  made(parameters, { name }, { bits }, counter) {
    const given = {
      x: named(parameters, `${name}.weight`),
      scale: named<Tensor1D>(parameters, weightStepName(name)),
    };
    const levels = learnedLevels(bits);
    return counter ? drawnStep(given, levels, counter) : learnedStep(given, levels);
  },
  bits: ({ bits }) => bits,
  scales: ({ weight }, { per }) => (per === 'channel' ? outputsOf(weight) : 1),
  zeros({ name, weight }, { bits }, tensors) {
    if (bits === 1) return 0;
    const steps = valuesIn(tensors, weightStepName(name));
    return valuesIn(tensors, weight.name).reduce((sum, value, i) => {
      const step = Math.max(steps[i % steps.length] ?? 0, leastScale);
      // Halves go to the even level, 0.
      return sum + Number(Math.abs(value) <= step / 2);
    }, 0);
  },
};

export const lsqInput: InputMethod = {
  specs: ({ name }) => [
    scaleSpec(inputStepName(name), 1),
    scaleSpec(inputZeroPointName(name), 1, 'frozen', 0),
  ],
  made(parameters, { name }, { bits, signed }, x) {
    const scale = named<Tensor1D>(parameters, inputStepName(name));
    const zeroPoint = named<Tensor1D>(parameters, inputZeroPointName(name));
    const grid = inputLevels(bits);
    return learnedStep({ x, scale, zeroPoint }, grid, signed ? Math.max(2 ** (bits - 1) - 1, 1) : grid.most);
  },
};
