/**
 * Two kept networks, quantity by quantity: how far apart they are, and whether that may be claimed.
 *
 * Accuracies and losses differ by the chance of seeds and images, times by that of the machine: these are contrasts over runs.
 * Bytes, parameters and multiply-adds are counted, so that their difference is a fact of the two networks.
 */
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { quantities } from '../../protocol/quantities.ts';
import type { NetworkQuantity, QuantityName } from '../../protocol/quantityNames.ts';
import {
  type Contrast,
  doubtOfContrast,
  pairedContrast,
  type Sample,
  verdictOfContrast,
  welchContrast,
} from '../contrast.ts';
import type { Doubt, Verdict } from '../statistics.ts';
import { experimentOfGroup, measuredAlike, sameLoss } from './compareRecipes.ts';
import { isTeacher, type NetworkGroup, runOf } from './groups.ts';

/** How two groups were set against each other. */
export type Pairing =
  /** Run by run. */
  | 'runs'
  /** The runs of one against a single network, which none of them changes: a teacher, or the one that all were made of. */
  | 'one-network'
  /** The runs of one against that network among the other's that all of them were made of. */
  | 'one-of-several'
  | 'none';

export interface QuantityContrast {
  readonly name: QuantityName;
  /** B − A. */
  readonly contrast: Contrast;
  readonly pairing: Pairing;
  /** B / A of the means; NaN where A is 0. */
  readonly ratio: number;
  /**
   * `counted`: no chance is in it. `other-images`: they are shares of different images, or of images that nobody knows, so that
   * they cannot be compared.
   */
  readonly verdict: Verdict | 'counted' | 'other-images';
  /** Which chance stands against a claim, where the verdict is `unclear`. */
  readonly doubt: Doubt | 'unknown-images' | undefined;
}

/** What is counted rather than sampled. */
const counted: ReadonlySet<QuantityName> = new Set<NetworkQuantity>([
  'parameters',
  'bytes',
  'multiplyAdds',
  'bits',
  'sparsity',
]);

/** Counted of each network as it is: that runs differ in them a little is no chance which a claim would be held against. */
const ofNetworks: ReadonlySet<QuantityName> = new Set<NetworkQuantity>([
  ...(['zippedBytes', 'huffmanBytes', 'activationBytes', 'energy'] as const),
]);

/** Shown in this order. */
const compared: readonly QuantityName[] = [
  ...(['accuracy', 'loss', 'hard', 'bytes', 'zippedBytes', 'huffmanBytes', 'multiplyAdds'] as const),
  ...(['parameters', 'activationBytes', 'energy', 'milliseconds', 'bits', 'sparsity'] as const),
];

/**
 * Quantities that at least two of the groups have and that mean the same in all that have them: of losses the one that was
 * trained on where that is one function, and otherwise the loss on the labels.
 */
export function comparedQuantities(groups: readonly NetworkGroup[]): readonly QuantityName[] {
  const having = (name: QuantityName) => groups.filter((group) => group.quantities[name]);
  const isOneLoss = having('loss').every(
    (group, _, [first]) => group === first || (first && sameLoss(first, group)),
  );
  return compared.filter((name) => {
    if (having(name).length < 2) return false;
    if (name === 'loss') return isOneLoss;
    return name !== 'hard' || !(isOneLoss && having('loss').length >= 2);
  });
}

/** One figure for each network; a teacher and what was opened belong to run 0. */
export function groupSamples(group: NetworkGroup, name: QuantityName): readonly Sample[] {
  const first = isTeacher(group) ? 0 : (experimentOfGroup(group)?.seed ?? 0);
  return group.networks.flatMap((network) => {
    const value = network.measurements[name];
    if (value === undefined) return [];
    const run = runOf(network);
    return [{ run, seed: (first + Math.max(0, run - 1)) % 2 ** 32, value }];
  });
}

/** The single network of `one` beside which every run of `other` is one difference. */
function fixedFor(one: NetworkGroup, other: NetworkGroup): KeptNetworkCard | undefined {
  if (other.networks.length < 2) return undefined;
  const made = originsIn(one, other);
  if (made) return new Set(made).size === 1 ? made[0] : undefined;
  return one.networks.length === 1 && isTeacher(one) ? one.networks[0] : undefined;
}

/** Which network of `one` each of `other` was made of, in its order; undefined where not all were made of one. */
function originsIn(one: NetworkGroup, other: NetworkGroup): readonly KeptNetworkCard[] | undefined {
  if (one === other) return undefined;
  const byId = new Map(one.networks.map((network) => [network.id, network]));
  const made = other.networks.flatMap(
    ({ parent, origin }) => byId.get(parent ?? '') ?? byId.get(origin?.start ?? '') ?? [],
  );
  return made.length === other.networks.length ? made : undefined;
}

/** Each with what it was made of, where one group was made of the other, and otherwise run by run. */
function pairsOf(a: NetworkGroup, b: NetworkGroup, name: QuantityName): Contrast | undefined {
  const [madeOfA, madeOfB] = [originsIn(a, b), originsIn(b, a)];
  const made = madeOfA ?? madeOfB;
  if (!made) return pairedContrast(groupSamples(a, name), groupSamples(b, name));
  // Children of one network are no independent pairs.
  if (new Set(made).size < made.length) return undefined;
  const [parents, children] = madeOfA ? [a, b] : [b, a];
  const sample = (run: number, network: KeptNetworkCard | undefined): readonly Sample[] => {
    const value = network?.measurements[name];
    return value === undefined ? [] : [{ run, seed: 0, value }];
  };
  const above = parents.networks.flatMap((network, i) => sample(i, network));
  const below = made.flatMap((parent, i) => sample(parents.networks.indexOf(parent), children.networks[i]));
  return madeOfA ? pairedContrast(above, below) : pairedContrast(below, above);
}

/** @returns undefined where one of them was not measured */
export function contrastOf(
  a: NetworkGroup,
  b: NetworkGroup,
  name: QuantityName,
): { readonly contrast: Contrast; readonly pairing: Pairing } | undefined {
  const [inA, inB] = [groupSamples(a, name), groupSamples(b, name)];
  const [fixedA, fixedB] = [fixedFor(a, b), fixedFor(b, a)];
  const against = (fixedA ?? fixedB)?.measurements[name];
  if (against !== undefined) {
    const beside = (samples: readonly Sample[]) => samples.map((sample) => ({ ...sample, value: against }));
    const contrast = fixedA ? pairedContrast(beside(inB), inB) : pairedContrast(inA, beside(inA));
    const counts = fixedA ? ([1, inB.length] as const) : ([inA.length, 1] as const);
    const isOne = (fixedA ? a : b).networks.length === 1;
    return (
      contrast && { contrast: { ...contrast, counts }, pairing: isOne ? 'one-network' : 'one-of-several' }
    );
  }
  const paired = measuredAlike(a, b) ? pairsOf(a, b, name) : undefined;
  // One pair of several runs says less than all of them unpaired.
  const isPaired = paired && ((paired.pairs ?? 0) > 1 || Math.min(...paired.counts) === 1);
  const contrast = isPaired ? paired : welchContrast(inA, inB);
  return contrast && { contrast, pairing: isPaired ? 'runs' : 'none' };
}

/** No figure of one group is within those of the other, or all are one and the same. */
function isCountedApart(a: NetworkGroup, b: NetworkGroup, name: QuantityName): boolean {
  const [inA, inB] = [a, b].map((group) => groupSamples(group, name).map(({ value }) => value));
  if (!inA || !inB) return false;
  const all = new Set([...inA, ...inB]);
  return all.size === 1 || Math.max(...inA) < Math.min(...inB) || Math.max(...inB) < Math.min(...inA);
}

const isOfImages = (name: QuantityName) => name === 'accuracy' || name === 'loss' || name === 'hard';

/** Whether a verdict on it is one on chance. */
export function isTested(a: NetworkGroup, b: NetworkGroup, name: QuantityName): boolean {
  if (isOfImages(name)) return measuredAlike(a, b);
  return !ofNetworks.has(name) && !(counted.has(name) && isCountedApart(a, b, name));
}

/** How many of these comparisons chance has a say in: each is held against 5 % divided by their number. */
export function testsIn(
  first: NetworkGroup,
  others: readonly NetworkGroup[],
  names: readonly QuantityName[],
): number {
  return others.reduce(
    (sum, other) =>
      sum +
      names.filter((name) => {
        const found = contrastOf(first, other, name);
        return found && Number.isFinite(found.contrast.standardError) && isTested(first, other, name);
      }).length,
    0,
  );
}

/**
 * @param images how many validation images accuracies are shares of; where it is not known no difference of them is claimed
 * @param tests  how many comparisons are made: the chance of a false claim is 5 % over all of them (Bonferroni)
 */
export function compareQuantity(
  a: NetworkGroup,
  b: NetworkGroup,
  name: QuantityName,
  { images, tests }: { readonly images: number | undefined; readonly tests: number },
): QuantityContrast | undefined {
  const found = contrastOf(a, b, name);
  if (!found) return undefined;
  const { contrast } = found;
  const [inA, inB] = contrast.means;
  const about = { name, ...found, ratio: inA === 0 ? Number.NaN : inB / inA };
  if (isOfImages(name) && !measuredAlike(a, b))
    return { ...about, verdict: 'other-images', doubt: undefined };
  if (!isTested(a, b, name)) return { ...about, verdict: 'counted', doubt: undefined };
  const share = 0.05 / Math.max(1, tests);
  const shares = name === 'accuracy' ? { a: images, b: images, same: true } : undefined;
  const verdict = verdictOfContrast(contrast, shares, share);
  if (verdict !== 'unclear') return { ...about, verdict, doubt: undefined };
  const doubt = doubtOfContrast(contrast, shares, share);
  const isUnknown = doubt === 'images' && images === undefined;
  return { ...about, verdict, doubt: isUnknown ? 'unknown-images' : doubt };
}

/** Whether more of it is better, where the verdict says which has more; undefined where neither is. */
export function isBetter(name: QuantityName, difference: number): boolean | undefined {
  const { better } = quantities[name];
  return better === 'neither' || difference === 0
    ? undefined
    : better === 'more'
      ? difference > 0
      : difference < 0;
}
