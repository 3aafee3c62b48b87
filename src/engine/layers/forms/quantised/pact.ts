/**
 * Inputs clipped to [0, α] and rounded to n = 2^b − 1 steps (Choi et al. 2018, arXiv 1805.06085, equations 2 and 3): the clip learns where
 * it clips, ∂y/∂α = 1 where x > α and 0 elsewhere, with weight decay as the weights have. With a clip of 1 that stays it is DoReFa's
 * (Zhou et al. 2016, arXiv 1606.06160, section 2.3).
 */
import { maximum, mul, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { fakeQuantise } from '../../../ops/fakeQuantise/fakeQuantise.ts';
import { learnedGridGradient, learnedGridSlope } from '../../../ops/learnedGrid/learnedGrid.ts';
import { named } from '../../parameters.ts';
import { withGradient } from '../../withGradient.ts';
import { inputLevels, inputZeroPointName } from '../fakeQuantised.ts';
import { type InputMethod, leastScale, scaleSpec } from './method.ts';
import { inputClipName } from './powers.ts';
import { total } from './reductions.ts';

export interface ClippedTensors {
  readonly x: Tensor;
  /** α, [1] */
  readonly clip: Tensor1D;
  /** [1], of 0 */
  readonly zeroPoint?: Tensor1D;
}

export function clippedInput({ x, clip, zeroPoint }: ClippedTensors, bits: number): Tensor {
  const levels = inputLevels(bits);
  return withGradient(
    [x, clip],
    (save) => {
      const scale: Tensor1D = mul(maximum(clip, leastScale), 1 / levels.most);
      save([x, scale]);
      return fakeQuantise({ x, scale, zeroPoint }, levels);
    },
    (dy, [input, scale]) => {
      const given = { x: input as Tensor, scale: scale as Tensor1D };
      const slopes = learnedGridSlope(dy, given, levels, { residue: false });
      return [learnedGridGradient(dy, given, levels), mul(total(slopes), 1 / levels.most)];
    },
  );
}

const method = (role: 'trainable' | 'frozen'): InputMethod => ({
  specs: ({ name }) => [
    { ...scaleSpec(inputClipName(name), 1, role), decay: 1 },
    scaleSpec(inputZeroPointName(name), 1, 'frozen', 0),
  ],
  made: (parameters, { name }, { bits }, x) =>
    clippedInput(
      {
        x,
        clip: named(parameters, inputClipName(name)),
        zeroPoint: named(parameters, inputZeroPointName(name)),
      },
      bits,
    ),
});

export const pactInput = method('trainable');
export const dorefaInput = method('frozen');
