import { mean, mul, type Scalar, square, sub, sum, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { onFeatures, overStages } from '../onFeatures.ts';
import { fixed, flat, normalised, rootOf, squaredError } from '../primitives.ts';
import { areAlike, stages, unlikeChannels } from '../taps.ts';
import type { Objective } from '../term.ts';
import { sameSize } from './sameSize.ts';

/**
 * `code`: mean (q_s − q_t)², q = mean over channels of F², flattened, over its length; the authors' code, RepDistiller, mdistiller and
 * torchdistill's default. `paper`: 1/B Σ ‖q_s − q_t‖₂ (equation 2), as torchdistill's mode of that name: 35 times as much in its
 * reference case. `all-channels`: `code` without the mean over channels, as KD_Lib's `ATLoss`; both networks have as many channels.
 */
export type AttentionForm = 'code' | 'paper' | 'all-channels';

/**
 * Zagoruyko & Komodakis 2017, arXiv 1612.03928; the larger map is averaged to the smaller one's size first.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H', W', C']
 */
export function attentionTransfer(
  student: Tensor4D,
  teacher: Tensor4D,
  form: AttentionForm = 'code',
): Scalar {
  const [mine, theirs] = sameSize(student, teacher);
  const of = (map: Tensor) => {
    const squares = square(map);
    return normalised(flat(form === 'all-channels' ? squares : mean(squares, 3)), 1);
  };
  const target = fixed([theirs], () => of(theirs));
  if (form !== 'paper') return squaredError(of(mine), target);
  const lengths = rootOf(sum(square(sub(of(mine), target)), 1));
  return mul<Scalar>(sum(lengths), 1 / student.shape[0]);
}

/** Of `kd-lib`, each channel's; elsewhere the sum over the ends of stages. */
export const at: Objective = onFeatures('at', stages, ({ form, mine, theirs }) => {
  const way = ({ paper: 'paper', 'kd-lib': 'all-channels' } as const)[form] ?? 'code';
  if (way === 'all-channels' && !areAlike({ mine, theirs })) throw unlikeChannels('at');
  return { value: (s, t) => overStages<Tensor4D>(s, t, (one, other) => attentionTransfer(one, other, way)) };
});
