/**
 * Arms of one question: networks that were made of the same one by stages of the same kinds and other settings, as distilled and
 * fine-tuned ones, with the difference of their accuracies run by run.
 */
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

/**
 * Run by run; undefined where no run of both was measured. Where all runs of one arm were made of one and the same network only
 * what was made of that in the other is a pair.
 */
export function advantage(group: NetworkGroup, over: NetworkGroup): Advantage | undefined {
  const alike = sharedOrigin(group) === sharedOrigin(over);
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

function inOrder(a: NetworkGroup, b: NetworkGroup): number {
  const [alphaA, alphaB] = [alphaOfLast(a), alphaOfLast(b)];
  return (
    Number(alphaB === 1) - Number(alphaA === 1) ||
    bytesOf(b) - bytesOf(a) ||
    (alphaA < alphaB ? -1 : alphaA > alphaB ? 1 : bornAt(a) - bornAt(b))
  );
}
