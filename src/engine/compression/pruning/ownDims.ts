/**
 * Heads of one attention that do not all lose the same dimensions.
 */
import type { ChannelSpace } from '../../../spec/network/architecture.ts';
import { placesOfHeads } from '../../layers/parameters.ts';
import type { KeptChannels } from './cut.ts';
import type { RankedChannels, RankedHeads } from './ranked.ts';

/**
 * As many dimensions of each head as were planned, and of each head that stays its own most important ones: Torch-Pruning 1.4.1, which
 * decides how many by the mean over heads, and scores them anew when it comes to them, beside the channels that are left of the stream.
 *
 * @returns `kept` with the places [head, dimension] that stay of every attention, as `placesOfHeads`
 */
export function withOwnDims(kept: KeptChannels, { headsBeside }: RankedChannels): KeptChannels {
  const places = headsBeside(kept).flatMap((attention) => {
    const stay = placesOf(attention, kept);
    return stay ? [[placesOfHeads(attention), stay] as const] : [];
  });
  return new Map<ChannelSpace, readonly number[]>([...kept, ...places]);
}

function placesOf({ heads, dims, scores }: RankedHeads, kept: KeptChannels): readonly number[] | undefined {
  if (!scores) return undefined;
  const every = (count: number) => Array.from({ length: count }, (_, i) => i);
  const gone = dims.channels - (kept.get(dims.space)?.length ?? dims.channels);
  return (kept.get(heads.space) ?? every(heads.channels)).flatMap((head) => {
    const places = every(dims.channels).map((dim) => head * dims.channels + dim);
    const scoreOf = (place: number) => scores[place] ?? 0;
    // What is not a number goes first, and of equals the first.
    const order = (place: number) =>
      Number.isNaN(scoreOf(place)) ? Number.NEGATIVE_INFINITY : scoreOf(place);
    const ascending = places.toSorted((a, b) => (order(a) === order(b) ? a - b : order(a) - order(b)));
    return ascending.slice(gone).sort((a, b) => a - b);
  });
}
