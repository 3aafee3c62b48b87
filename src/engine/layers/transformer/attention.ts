/**
 * Attention of tokens to each other from one fused projection.
 */
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { attention, attentionGradient } from '../../ops/attention/attention.ts';
import { composedProbabilities, probabilitiesGradient } from '../../ops/attention/composed.ts';
import type { AttentionShape } from '../../ops/attention/given.ts';
import type { ForwardContext } from '../forwardContext.ts';
import { withGradient } from '../withGradient.ts';

/** Differentiable: y = softmax(scale·q·kᵀ)·v head by head, [B, N, 3·H·d] → [B, N, H·d]. */
export function selfAttention(qkv: Tensor3D, shape: AttentionShape): Tensor3D {
  return withGradient<Tensor3D>(
    [qkv],
    (save) => {
      const { y, logSums } = attention(qkv, shape);
      if (logSums) save([qkv, y, logSums]);
      return y;
    },
    (dy, saved) => {
      const [given, y, logSums] = saved as [Tensor3D, Tensor3D, Tensor3D];
      return [attentionGradient({ dy, qkv: given, y, logSums }, shape)];
    },
  );
}

/** Differentiable: P = softmax(scale·q·kᵀ), [B, N, 3·H·d] → [B, H, N, N]. */
function probabilitiesOf(qkv: Tensor3D, shape: AttentionShape): Tensor4D {
  return withGradient<Tensor4D>(
    [qkv],
    (save) => {
      const probabilities = composedProbabilities(qkv, shape);
      save([qkv, probabilities]);
      return probabilities;
    },
    (dy, [given, p]) => [probabilitiesGradient(dy, given as Tensor3D, p as Tensor4D, shape)],
  );
}

/**
 * The same, which gives its probabilities [B, H, N, N] to `context.tap` as `name` where somebody listens for that, in training differentiably.
 *
 * @param qkv [B, N, 3·H·d]: q, k and v beside each other, in each head after head.
 * @param scale 1/√d unless given.
 * @returns [B, N, H·d]
 */
export function tappedAttention(
  name: string,
  qkv: Tensor3D,
  {
    heads,
    width,
    scale = 1 / Math.sqrt(width),
  }: Pick<AttentionShape, 'heads' | 'width'> & { scale?: number },
  { training, tap, listens }: ForwardContext,
): Tensor3D {
  const shape = { heads, width, scale };
  if (training && tap && listens?.(name)) tap(name, probabilitiesOf(qkv, shape));
  if (!training && tap && listens?.(name)) {
    const probabilities: Tensor4D = composedProbabilities(qkv, shape);
    tap(name, probabilities);
    probabilities.dispose();
  }
  return selfAttention(qkv, shape);
}
