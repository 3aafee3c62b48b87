/**
 * Arms of one question, with the difference of their accuracies run by run. There are two questions:
 *
 * - which settings? Arms were made of the same network by stages of the same kinds with other settings, as distilled and
 *   fine-tuned ones (`questionsOf`);
 * - which way to the same architecture? Arms were made of different networks, in one stage or several: pruned and fine-tuned,
 *   pruned and distilled, trained from scratch at that size (`waysOf`).
 *
 * Both ask of one experiment: its images, teacher and settings are the same, and runs of the same number begin with the same seed.
 */
import type { QuantityName } from '../../protocol/quantityNames.ts';
import { isTraining } from '../../spec/recipe/stages.ts';
import { type Gain, gainOf } from '../statistics.ts';
import { alphaOfLast } from './act.ts';
import { makerOf, type NetworkGroup, runOf } from './groups.ts';

/** What an arm is worth more than another. */
export interface Advantage {
  readonly over: NetworkGroup;
  /** In accuracy, 0 … 1, over the runs that both have. */
  readonly gain: Gain;
}

/**
 * Groups that were made of the same network, a list for each question, which are in the order of their oldest. Of each the first
 * is what the others are compared with: what was trained without the teacher, or else the one with the most bytes.
 */
export function questionsOf(siblings: readonly NetworkGroup[]): readonly (readonly NetworkGroup[])[] {
  const questions = new Map<string, NetworkGroup[]>();
  for (const group of [...siblings].sort((a, b) => bornAt(a) - bornAt(b))) {
    const { conditions, dataset, label, stages, key, networks } = group;
    const maker = networks[0] ? makerOf(networks[0]) : '';
    const question =
      stages.length === 0
        ? key
        : [maker, conditions, dataset, label, ...stages.map(({ kind }) => kind)].join('\n');
    const arms = questions.get(question);
    if (arms) arms.push(group);
    else questions.set(question, [group]);
  }
  return [...questions.values()].map((arms) => arms.sort(inOrder));
}

/** What two networks of one architecture have in common; what training does not change. */
const sizes = ['parameters', 'multiplyAdds', 'bytes', 'bits'] as const satisfies QuantityName[];

/**
 * Groups of one architecture that were made of different networks in different ways, a list for each, in the order of
 * `questionsOf`. An arm is of the same experiment but for its recipe, points and runs, of the same family and size by every
 * count, and trained for the same epochs in its last stage, which must be one that trains. None of them was made of another.
 *
 * @param parents what each was made of, or learned from
 */
export function waysOf(
  groups: readonly NetworkGroup[],
  parents: ReadonlyMap<NetworkGroup, NetworkGroup>,
): readonly (readonly NetworkGroup[])[] {
  const ways = new Map<string, NetworkGroup[]>();
  for (const group of groups) {
    const { conditions, dataset, label, stages, quantities, networks } = group;
    const last = stages.at(-1);
    const [parameters, bytes] = [quantities.parameters, quantities.bytes];
    if (!last || !isTraining(last) || !parameters || !bytes || !networks[0]) continue;
    const epochs = last.epochs ?? 'of the experiment';
    const size = sizes.map((name) => quantities[name]?.mean ?? '');
    // Of dense weights some come out as 0: in hundredths.
    const sparsity = Math.round(100 * (quantities.sparsity?.mean ?? 0));
    const key = [makerOf(networks[0]), conditions, dataset, label, epochs, ...size, sparsity].join('\n');
    const arms = ways.get(key);
    if (arms) arms.push(group);
    else ways.set(key, [group]);
  }
  return [...ways.values()].flatMap((all) => {
    const among = new Set(all);
    const above = new Set(
      all.flatMap((group) => ancestorsOf(group, parents).filter((one) => among.has(one))),
    );
    const arms = all.filter(
      (group) => !above.has(group) && !ancestorsOf(group, parents).some((one) => among.has(one)),
    );
    const makers = new Set(arms.map((group) => parents.get(group)));
    return makers.size > 1 ? [arms.sort(inOrder)] : [];
  });
}

function ancestorsOf(
  group: NetworkGroup,
  parents: ReadonlyMap<NetworkGroup, NetworkGroup>,
): readonly NetworkGroup[] {
  const above: NetworkGroup[] = [];
  for (let one = parents.get(group); one && !above.includes(one); one = parents.get(one)) above.push(one);
  return above;
}

/**
 * Run by run; undefined where no run of both was measured. Where all runs of one arm were made of one and the same network only
 * what was made of that in the other is a pair; of different ways to an architecture what they were made of is part of the way.
 */
export function advantage(group: NetworkGroup, over: NetworkGroup, areWays = false): Advantage | undefined {
  const [origin, other] = [sharedOrigin(group), sharedOrigin(over)];
  const alike = areWays ? (origin === undefined) === (other === undefined) : origin === other;
  const accuracies = accuracyByRun(over, alike);
  const differences = [...accuracyByRun(group, alike)].flatMap(([run, mine]) => {
    const theirs = accuracies.get(run);
    return theirs === undefined ? [] : [mine - theirs];
  });
  const gain = gainOf(differences);
  return gain && { over, gain };
}

/** What all runs of a group were made of, where that is one network. */
function sharedOrigin({ networks }: NetworkGroup): string | undefined {
  const [first] = networks;
  const isOne = networks.length > 1 && networks.every(({ parent }) => parent === first?.parent);
  return isOne ? first?.parent : undefined;
}

/**
 * Of a run that is there more than once, as after it was repeated on another device, the mean.
 *
 * @param alike whether it does not matter what each was made of
 */
function accuracyByRun({ networks }: NetworkGroup, alike: boolean): ReadonlyMap<string, number> {
  const values = new Map<string, number[]>();
  for (const network of networks) {
    const { accuracy } = network.measurements;
    const run = `${runOf(network)} ${alike ? '' : (network.parent ?? '')}`;
    if (accuracy !== undefined) values.set(run, [...(values.get(run) ?? []), accuracy]);
  }
  return new Map([...values].map(([run, all]) => [run, all.reduce((sum, one) => sum + one, 0) / all.length]));
}

const bornAt = ({ networks }: NetworkGroup) => Math.min(...networks.map(({ createdAt }) => createdAt));
const bytesOf = ({ quantities }: NetworkGroup) => quantities.bytes?.mean ?? 0;

/** Weights were drawn for its last training. */
function isFromScratch({ stages }: NetworkGroup): boolean {
  const last = stages.at(-1);
  return last?.kind === 'distil' && last.arm === 'scratch';
}

function inOrder(a: NetworkGroup, b: NetworkGroup): number {
  const [alphaA, alphaB] = [alphaOfLast(a), alphaOfLast(b)];
  return (
    Number(isFromScratch(a)) - Number(isFromScratch(b)) ||
    Number(alphaB === 1) - Number(alphaA === 1) ||
    bytesOf(b) - bytesOf(a) ||
    (alphaA < alphaB ? -1 : alphaA > alphaB ? 1 : bornAt(a) - bornAt(b))
  );
}
