/**
 * Batch norm's running statistics folded into the convolutions before it, for a network that is not trained any more:
 *
 *     conv(x, w)·scale + shift = conv(x, w·scale) + shift
 *
 * A frozen teacher does that once instead of in every batch.
 */
import { add, mul, reshape, type Tensor, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { channelSums } from '../ops/channelSums/channelSums.ts';
import { runningAffine } from '../ops/runningAffine/runningAffine.ts';
import { type AfterNorm, batchNormParts, batchNormSpecs, epsilon } from './batchNorm.ts';
import type { ForwardContext } from './forwardContext.ts';
import { bent } from './kinks.ts';
import { named, type ParameterSpec, type Parameters } from './parameters.ts';
import { withGradient } from './withGradient.ts';

/** The name of what is left of a norm that was folded: its shift, [C]. */
export const foldedShift = (norm: string) => `${norm}.shift`;

/**
 * act(x + shift + residual), [B, H, W, C]: what is left of a folded norm and what follows it, differentiable.
 *
 * @param layer the convolution, whose result x is
 */
export function shifted(
  x: Tensor4D,
  shift: Tensor1D,
  { activation, residual }: AfterNorm,
  layer: string,
  context: Pick<ForwardContext, 'bend'>,
): Tensor4D {
  const moved = withGradient<Tensor4D>(
    [x, shift],
    () => add(x, shift),
    (dy) => [dy.clone(), channelSums(dy)],
  );
  const sum: Tensor4D = residual ? add(moved, residual) : moved;
  return activation === 'relu' ? bent('relu', layer, sum, context) : sum;
}

/** Of a norm without a filter, see `loneNorm`: γ, in whose place the scale stands once it is folded. */
export const isScale = (name: string, norm: string | undefined) => name === `${norm}.weight`;

/**
 * Each norm that a spec names as `normalisedBy` is gone from the result, but for its shift; all else is as it was. The
 * result computes the same in evaluation and cannot be trained.
 *
 * @param parameters every name in `specs`; they stay the caller's.
 * @returns new tensors, which the caller owns.
 */
export function foldBatchNorm(specs: readonly ParameterSpec[], parameters: Parameters): Parameters {
  const folded: Record<string, Tensor> = {};
  const gone = new Set(
    specs.flatMap(({ normalisedBy }) =>
      normalisedBy ? batchNormSpecs(normalisedBy, 0).map(({ name }) => name) : [],
    ),
  );
  for (const { name, kind, normalisedBy } of specs) {
    if (normalisedBy === undefined && gone.has(name)) continue;
    const parameter = named<Tensor>(parameters, name);
    if (!normalisedBy) {
      folded[name] = parameter.clone();
      continue;
    }
    const [filter, shift] = tidy(() => {
      const affine = runningAffine(batchNormParts(parameters, normalisedBy), epsilon);
      // A depthwise filter's channels are its last axis but one, [kh, kw, C, 1].
      const scale = kind === 'depthwise' ? reshape(affine.scale, [-1, 1]) : affine.scale;
      return [isScale(name, normalisedBy) ? scale : mul<Tensor4D>(parameter, scale), affine.shift];
    }) as [Tensor, Tensor];
    folded[name] = filter;
    folded[foldedShift(normalisedBy)] = shift;
  }
  return folded;
}
