/**
 * Layers of a network that run as several layers, one after the other, whose product a dense layer would be.
 */
import * as v from 'valibot';

/**
 * | method | runs as |
 * |---|---|
 * | `svd` | a linear layer to r numbers, and one from them |
 * | `channel` | a convolution of 1×1 to r channels, and one of k×k from them |
 * | `spatial` | a convolution of k×1 to r channels, and one of 1×k from them |
 * | `tucker` | 1×1 to the second rank's channels, k×k to the first's, 1×1 |
 * | `cp` | 1×1 to r channels, a depthwise k×k, 1×1 |
 */
export const factoringNames = ['svd', 'channel', 'spatial', 'tucker', 'cp'] as const;
export type FactoringName = (typeof factoringNames)[number];

const rank = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536));

export const layerFactorsSchema = v.variant('method', [
  v.object({ method: v.literal('tucker'), ranks: v.tuple([rank, rank]) }),
  v.object({ method: v.picklist(['svd', 'channel', 'spatial', 'cp']), ranks: v.tuple([rank]) }),
]);

/** Ranks of `tucker`: of what the layer gives, then of what it takes. */
export interface LayerFactors {
  readonly method: FactoringName;
  readonly ranks: readonly number[];
}
