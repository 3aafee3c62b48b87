/**
 * What is drawn of attention: one token's shares of all tokens.
 */
import type { AttentionLayer, AttentionSeen } from '../../protocol/seen/seenInside.ts';

/** A head, or the mean over a layer's heads. */
export type Head = number | 'mean';

/** Of a token; `pooling`: of what the head takes. */
export type Token = number | 'pooling';

export const tokensOf = ({ first, grid }: Pick<AttentionSeen, 'first' | 'grid'>): number => first + grid ** 2;

/** [N], which add up to 1. */
export function sharesOf(layer: AttentionLayer, head: Head, token: number, tokens: number): Float32Array {
  const heads = head === 'mean' ? Array.from({ length: layer.heads }, (_, i) => i) : [head];
  return Float32Array.from(
    { length: tokens },
    (_, n) =>
      heads.reduce((sum, h) => sum + (layer.probabilities[(h * tokens + token) * tokens + n] ?? 0), 0) /
      heads.length,
  );
}

/** The `count` tokens with the largest shares, the largest first. */
export const largest = (
  shares: Float32Array,
  count: number,
): readonly { readonly token: number; readonly share: number }[] =>
  Array.from(shares, (share, token) => ({ token, share }))
    .sort((a, b) => b.share - a.share)
    .slice(0, count);

/** Over how many tokens of equal share as much would be spread: e to the entropy in nats. */
export const spreadOf = (shares: Float32Array): number =>
  Math.exp(-shares.reduce((sum, p) => (p > 0 ? sum + p * Math.log(p) : sum), 0));

/** Each patch's share as a part of the largest patch's, [grid²]. */
export function patchParts(shares: Float32Array, first: number): Float32Array {
  const patches = shares.subarray(first);
  const most = Math.max(...patches, Number.MIN_VALUE);
  return patches.map((share) => share / most);
}

/** Values from 0 to 1 as grey pixels, black to white. */
export function greyPicture(values: Float32Array, size: number) {
  const rgba = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [i, value] of values.entries()) rgba.fill(Math.round(255 * value), i * 4, i * 4 + 3);
  return { size, rgba };
}
