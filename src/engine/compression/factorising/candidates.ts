/**
 * As which factors a layer could run: ranks, what they cost, and how much of its weight's energy they lose.
 */
import type { LayerFactors } from '../../../spec/network/layerFactors.ts';
import type { FactoriseName } from '../../../spec/recipe/factorise.ts';
import { factorCosts, factorsOf } from '../../layers/factors.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import type { LayerCost } from '../../layers/layerCost.ts';
import { lengthOf } from '../../layers/parameters.ts';
import { evbmf } from './evbmf.ts';
import { type LayerSpectra, type Side, sideOf } from './layerSpectra.ts';
import { rankByEnergy, tailShares } from './svd.ts';

export interface Price {
  readonly multiplyAdds: number;
  /** Of weights alone. */
  readonly parameters: number;
}

export interface Candidate extends Price {
  readonly factors: LayerFactors;
  /** The squared relative error, exactly, of `tucker` at most; unknown of `cp`. */
  readonly lost: number | undefined;
}

/** A layer whose weight may be factorised. */
export interface FactorableLayer {
  readonly layer: DenseLayer;
  readonly cost: LayerCost;
  readonly spectra: LayerSpectra;
}

export const densePrice = ({ layer, cost }: FactorableLayer): Price => ({
  multiplyAdds: cost.multiplyAdds,
  parameters: sizeOf(layer.weight.shape),
});

/** A convolution of 1×1 is the matrix of a linear layer, whatever the method. */
export function methodsFor({ weight }: DenseLayer, asked: FactoriseName): readonly LayerFactors['method'][] {
  if (weight.kind === 'linear') return asked === 'svd' || asked === 'auto' ? ['svd'] : [];
  if (weight.kind !== 'conv') return [];
  if (lengthOf(weight.axes[0] ?? 1) * lengthOf(weight.axes[1] ?? 1) === 1) return ['channel'];
  if (asked === 'auto') return ['channel', 'spatial', 'tucker'];
  return asked === 'svd' ? [] : [asked];
}

export function priced(
  of: FactorableLayer,
  factors: LayerFactors,
): Price & { readonly factors: LayerFactors } {
  const made = factorsOf(of.layer, factors);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    factors,
    multiplyAdds: sum(factorCosts(made, of.cost).map(({ multiplyAdds }) => multiplyAdds)),
    parameters: sum(made.map(({ weight }) => sizeOf(weight.shape))),
  };
}

/** All ranks with fewer multiply-adds than the layer itself; of `tucker` those pairs that lose alike on both sides. */
export function candidatesOf(
  of: FactorableLayer,
  methods: readonly LayerFactors['method'][],
): readonly Candidate[] {
  const tails = (side: Side) => tailShares(of.spectra.spectrum(side).singularValues);
  return methods
    .flatMap((method): readonly Candidate[] => {
      if (method === 'cp') return cpCandidates(of);
      if (method !== 'tucker') {
        const lost = tails(sideOf(method));
        return Array.from({ length: lost.length - 1 }, (_, i) => ({
          ...priced(of, { method, ranks: [i + 1] }),
          lost: lost[i + 1] as number,
        }));
      }
      const [outputs, inputs] = [tails('outputs'), tails('inputs')];
      const levels = [...new Set([...outputs, ...inputs])].sort((a, b) => b - a);
      const pairs = levels.map((level) => [rankAt(outputs, level), rankAt(inputs, level)] as const);
      return pairs.map(([a, b]) => ({
        ...priced(of, { method, ranks: [a, b] }),
        lost: Math.min(1, (outputs[a] as number) + (inputs[b] as number)),
      }));
    })
    .filter(({ multiplyAdds }) => multiplyAdds < of.cost.multiplyAdds);
}

/** The least rank from 1 that loses no more. */
const rankAt = (tails: Float64Array, level: number) =>
  Math.max(
    1,
    tails.findIndex((tail) => tail <= level),
  );

function cpCandidates(of: FactorableLayer): readonly Candidate[] {
  const one = priced(of, { method: 'cp', ranks: [1] }).multiplyAdds;
  const most = Math.ceil(of.cost.multiplyAdds / one) - 1;
  return Array.from({ length: Math.max(0, most) }, (_, i) => ({
    ...priced(of, { method: 'cp', ranks: [i + 1] }),
    lost: undefined,
  }));
}

/** The ranks that hold a share of the energy, in every unfolding that the method has. */
export const byEnergy =
  (share: number) =>
  (spectra: LayerSpectra, side: Side): number =>
    rankByEnergy(spectra.spectrum(side).singularValues, share);

/** The ranks that stand out of the noise; 0 where nothing does. */
export function byNoise(spectra: LayerSpectra, side: Side): number {
  const { rows, columns } = spectra.matrix(side);
  return evbmf(spectra.spectrum(side).singularValues, Math.max(rows, columns)).rank;
}

/** @returns undefined where one of the ranks is 0. */
export function estimated(
  of: FactorableLayer,
  method: LayerFactors['method'],
  rank: (spectra: LayerSpectra, side: Side) => number,
): (Price & { readonly factors: LayerFactors }) | undefined {
  const ranks =
    method === 'tucker' || method === 'cp'
      ? [rank(of.spectra, 'outputs'), rank(of.spectra, 'inputs')]
      : [rank(of.spectra, sideOf(method))];
  if (ranks.some((one) => one === 0)) return undefined;
  return priced(of, { method, ranks: method === 'cp' ? [Math.max(...ranks)] : ranks });
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
