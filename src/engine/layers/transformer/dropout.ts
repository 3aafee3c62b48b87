/**
 * Dropout and stochastic depth where a network has them.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { dropped } from '../../ops/dropout/dropout.ts';
import type { ForwardContext } from '../forwardContext.ts';

/** FNV-1a of a layer's name: each has noise of its own, whatever layers there are beside it. */
function streamOf(layer: string): number {
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(layer)) hash = Math.imul(hash ^ unit, 0x01000193);
  return hash >>> 0;
}

/** In training each element is 0 with the context's probability for elements; x itself otherwise. */
export const dropout = <T extends Tensor>(layer: string, x: T, context: ForwardContext): T =>
  left(layer, x, context.drop?.dropout ?? 0, context, false);

/**
 * In training an image's whole activation, [B, ...], is 0 with the context's probability for branches: timm's `DropPath`,
 * torchvision's `row` mode.
 *
 * @param depth of the branch, from 0 to 1 at the last: what the probability is multiplied by (Huang et al. 2016, equation 4).
 */
export const dropPath = <T extends Tensor>(layer: string, x: T, depth: number, context: ForwardContext): T =>
  left(layer, x, depth * (context.drop?.dropPath ?? 0), context, true);

function left<T extends Tensor>(
  layer: string,
  x: T,
  rate: number,
  { training, drop }: ForwardContext,
  perSample: boolean,
): T {
  if (!training || !drop || rate === 0) return x;
  return dropped(x, { rate, counter: drop.counter, perSample, stream: streamOf(layer) });
}
