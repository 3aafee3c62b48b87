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

/** In training each element is 0 with probability `rate`; x itself in evaluation, without a counter, and at a rate of 0. */
export function dropout<T extends Tensor>(layer: string, x: T, rate: number, context: ForwardContext): T {
  return drop(layer, x, rate, context, false);
}

/** In training an image's whole activation, [B, ...], is 0 with probability `rate`: timm's `DropPath`, torchvision's `row` mode. */
export function dropPath<T extends Tensor>(layer: string, x: T, rate: number, context: ForwardContext): T {
  return drop(layer, x, rate, context, true);
}

function drop<T extends Tensor>(
  layer: string,
  x: T,
  rate: number,
  { training, counter }: ForwardContext,
  perSample: boolean,
): T {
  if (!training || !counter || rate === 0) return x;
  return dropped(x, { rate, counter, perSample, stream: streamOf(layer) });
}
