/**
 * What kept networks cost, beside the first of their line, and which costs went the wrong way.
 */
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { quantities } from '../../protocol/quantities.ts';
import type { NetworkQuantity, Quantities } from '../../protocol/quantityNames.ts';
import { isTimed, type RuntimeName, type RuntimeTimes, runtimeNames } from '../../protocol/runtimeTimes.ts';
import { measuredOver, type NetworkGroup } from './groups.ts';

/** Costs of a network, as its card tells them. */
export const priceNames = [
  ...(['parameters', 'bytes', 'zippedBytes', 'huffmanBytes', 'bits', 'sparsity'] as const),
  ...(['multiplyAdds', 'activationBytes', 'energy', 'milliseconds'] as const),
] satisfies readonly NetworkQuantity[];

/**
 * Whether not all that can be counted of it was, as of teachers and of what earlier releases kept, or some of it by an older
 * definition.
 */
export const isUncounted = ({ foreign, measurements, recipe }: KeptNetworkCard): boolean =>
  foreign === undefined &&
  (measurements.activationBytes === undefined || measurements.bits === undefined || hasQat(recipe));

const hasQat = (recipe: string) => /(^|;)\s*qat\b/.test(recipe);

/** Of networks with `qat`, once counted of the weights behind the levels, and now of the levels that are written. */
const countedAnew = ['zippedBytes', 'huffmanBytes'] as const satisfies readonly NetworkQuantity[];

/** The count of what is counted anew, of what was measured all else, and of what was not the count. */
function withCost({ measurements, recipe }: KeptNetworkCard, counted: Quantities): Quantities {
  const anew = hasQat(recipe) ? countedAnew.filter((name) => counted[name] !== undefined) : [];
  return {
    ...{ ...counted, ...measurements },
    ...Object.fromEntries(anew.map((name) => [name, counted[name]])),
  };
}

/** With what was counted since, by their ids. */
export function withCosts(group: NetworkGroup, counted: ReadonlyMap<string, Quantities>): NetworkGroup {
  if (!group.networks.some(({ id }) => counted.has(id))) return group;
  const networks = group.networks.map((network) => ({
    ...network,
    measurements: withCost(network, counted.get(network.id) ?? {}),
  }));
  return { ...group, networks, quantities: measuredOver(networks) };
}

/** The first network of its line, as far as that is kept; undefined of one that is the first itself. */
export function firstOfLine(
  network: KeptNetworkCard,
  groups: readonly NetworkGroup[],
): { readonly network: KeptNetworkCard; readonly group: NetworkGroup } | undefined {
  const seen = new Set([network.id]);
  let found: ReturnType<typeof firstOfLine>;
  for (let at = network.parent; at !== undefined && !seen.has(at); at = found?.network.parent) {
    seen.add(at);
    const group = groups.find(({ networks }) => networks.some(({ id }) => id === at));
    const parent = group?.networks.find(({ id }) => id === at);
    if (!group || !parent || parent.foreign) break;
    found = { network: parent, group };
  }
  return found;
}

/** Less of it is better, and there is more: by how many times. */
export function grownBy(
  name: NetworkQuantity,
  own: NetworkGroup,
  first: NetworkGroup | undefined,
): number | undefined {
  const [now, then] = [own.quantities[name]?.mean, first?.quantities[name]?.mean];
  if (now === undefined || then === undefined || quantities[name].better !== 'less') return undefined;
  return now > then * leastTold ? now / then : undefined;
}

/** Below it nothing is said of what went the wrong way. */
const leastTold = 1.05;

export interface Slowdown {
  /** Of the network that is slower. */
  readonly place: number;
  readonly runtime: RuntimeName;
  /** Slower than the first network in the same runtime, or than its own float32 in ONNX Runtime. */
  readonly than: 'first' | 'float';
  readonly ratio: number;
}

/** Times that went the wrong way, by more than chance explains. */
export const slowdowns = ({ networks }: RuntimeTimes): readonly Slowdown[] =>
  networks.flatMap(({ times, overFloat = 0, isSlowerThanFloat }, place) => [
    ...(isSlowerThanFloat && overFloat > leastTold
      ? [{ place, runtime: 'onnxInt8', than: 'float', ratio: overFloat } as const]
      : []),
    ...runtimeNames.flatMap((runtime) => {
      const time = times[runtime];
      const ratio = isTimed(time) && time.isSlower && place > 0 ? (time.ratio ?? 0) : 0;
      return ratio > leastTold ? [{ place, runtime, than: 'first', ratio } as const] : [];
    }),
  ]);
