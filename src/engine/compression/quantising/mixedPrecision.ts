/**
 * Bits for each layer under a budget of bytes, from how much each loses: from the most bits on, always that layer loses one whose
 * loss rises least for the byte that it saves, until the budget is met. Sensitivities add up, as HAWQ-V2 (Dong et al. 2020,
 * arXiv 1911.03852, section 3) and ZeroQ have it; theirs is an exact search over the same sum, this one is greedy.
 */
import type { LayerName } from '../../../spec/network/layerForms.ts';
import type { Sensitivity } from './sensitivity.ts';

export const fewestBits = 2;

export interface BudgetedLayer {
  readonly layer: LayerName;
  /** Bits that it begins with. */
  readonly most: number;
  /** What its weight takes. */
  readonly bytesOf: (bits: number) => number;
}

export interface MixedBits {
  readonly bits: ReadonlyMap<LayerName, number>;
  /** Of these layers together. */
  readonly bytes: number;
}

/**
 * @param budget bytes of these layers together
 * @returns undefined where it is not met with the fewest bits
 */
export function mixedBits(
  layers: readonly BudgetedLayer[],
  sensitivities: readonly Pick<Sensitivity, 'layer' | 'bits' | 'divergence'>[],
  budget: number,
): MixedBits | undefined {
  const losses = risingLosses(sensitivities);
  const bits = new Map(layers.map(({ layer, most }) => [layer, most]));
  const bytes = () => layers.reduce((sum, one) => sum + one.bytesOf(bits.get(one.layer) ?? one.most), 0);
  while (bytes() > budget) {
    let cheapest: { readonly layer: LayerName; readonly price: number } | undefined;
    for (const { layer, bytesOf } of layers) {
      const now = bits.get(layer) ?? 0;
      if (now <= fewestBits) continue;
      const rise = losses(layer, now - 1) - losses(layer, now);
      const price = rise / Math.max(bytesOf(now) - bytesOf(now - 1), Number.EPSILON);
      if (!cheapest || price < cheapest.price) cheapest = { layer, price };
    }
    if (!cheapest) return undefined;
    bits.set(cheapest.layer, (bits.get(cheapest.layer) ?? 0) - 1);
  }
  return { bits, bytes: bytes() };
}

/** Of a layer at so many bits: never less than with more, which only chance would say. */
function risingLosses(sensitivities: readonly Pick<Sensitivity, 'layer' | 'bits' | 'divergence'>[]) {
  const of = new Map(sensitivities.map((one) => [`${one.layer} ${one.bits}`, one.divergence]));
  return (layer: LayerName, bits: number) => {
    let most = 0;
    for (let b = 8; b >= bits; b--) most = Math.max(most, of.get(`${layer} ${b}`) ?? 0);
    return most;
  };
}
