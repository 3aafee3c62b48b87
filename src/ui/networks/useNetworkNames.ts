import { actOf, alphaOfLast, briefActOf, briefActs } from '../../analysis/networks/act.ts';
import { isTeacher, type NetworkGroup } from '../../analysis/networks/groups.ts';
import type { ProvenanceNode } from '../../analysis/networks/provenance.ts';
import type { Sentence } from '../../lang/sentence.ts';
import { isTraining } from '../../spec/recipe/stages.ts';
import { bytesText } from '../quantities.ts';
import { gainText, percentSpread } from '../results/format.ts';
import type { NetworksText } from '../text/en/networks/networks.ts';
import { useSentences } from '../text/language.ts';
import { useLateWords } from '../text/late.ts';
import { useSay } from '../text/useSay.ts';

export interface NetworkNames {
  /** Its family, or its name. */
  readonly label: (group: NetworkGroup) => string;
  /** What made it: "keeping 50 % of the channels". */
  readonly act: (group: NetworkGroup) => string;
  /** The same as short as a drawing needs it: "half the channels". */
  readonly brief: (group: NetworkGroup) => string;
  /** Its family and all that was done to it: "ResNet-20, half the channels, distilled α 0.5, 8 epochs". */
  readonly title: (group: NetworkGroup) => string;
  /** "91.2 ± 0.4 %"; undefined where it was not measured. */
  readonly accuracy: (group: NetworkGroup) => string | undefined;
  /** All of it, for who cannot see where it stands; `from`: the name of what it was made of. */
  readonly full: (node: ProvenanceNode, from: string | undefined, children: number) => string;
  /** "+4.3 ± 0.8 points, 4 pairs": against the first arm of its question. */
  readonly advantage: (node: ProvenanceNode) => string | undefined;
}

export function useNetworkNames(): NetworkNames {
  const words = useLateWords('networks');
  const sentences = useSentences();
  const say = useSay();
  const found = known.get(words);
  if (found?.sentences === sentences) return found.names;
  const names = makeNames(words, say);
  known.set(words, { sentences, names });
  return names;
}

/** By language: the same for all who ask, so that the titles of hundreds of networks are put together once. */
const known = new WeakMap<NetworksText, { readonly sentences: unknown; readonly names: NetworkNames }>();

function makeNames(words: NetworksText, say: ReturnType<typeof useSay>): NetworkNames {
  const said = (group: NetworkGroup, sentence: Sentence | undefined) => {
    const { teacher, imported } = group.networks[0] ?? {};
    if (teacher?.source === 'shipped') return words.shippedTeacher;
    if (teacher && imported !== undefined) return words.importedTeacher;
    if (teacher) return teacher.source === 'file' ? words.openedTeacher : words.trainedTeacher;
    return sentence === undefined ? words.unknownAct : say(sentence);
  };
  const act = (group: NetworkGroup) => said(group, actOf(group));
  const brief = (group: NetworkGroup) => said(group, briefActOf(group));
  const accuracy = (group: NetworkGroup) =>
    group.quantities.accuracy && `${percentSpread(group.quantities.accuracy)}\u202f%`;
  const advantage = ({ advantage: one }: ProvenanceNode) => one && words.gain(gainText(one.gain), one.gain.n);
  /** As short as tells it from another. */
  const nameBeside = (group: NetworkGroup, other: NetworkGroup) =>
    brief(group) === brief(other) ? titleKnown(group) : brief(group);
  const titles = new WeakMap<NetworkGroup, string>();
  const titleOf = (group: NetworkGroup): string => {
    const label = say(group.label);
    const acts = isTeacher(group) ? [] : briefActs(group);
    if (acts.length === 0) return `${label}: ${act(group)}`;
    return words.path([
      label,
      ...acts.flatMap(([stage, said]) => {
        const { epochs, rate } = isTraining(stage) ? stage : {};
        return [
          say(said),
          ...(epochs === undefined ? [] : [words.stageEpochs(epochs)]),
          ...(rate === undefined ? [] : [words.stageRate(rate)]),
        ];
      }),
    ]);
  };
  const titleKnown = (group: NetworkGroup): string => {
    const title = titles.get(group) ?? titleOf(group);
    titles.set(group, title);
    return title;
  };
  return {
    label: (group) => say(group.label),
    ...{ act, brief, accuracy, advantage, title: titleKnown },
    full(node, from, children) {
      const { group, advantage: one, orphan } = node;
      if (!group) return node.name;
      const { bytes } = group.quantities;
      // The teacher had no part in it.
      const alone = alphaOfLast(group) === 1 && group.stages.length === 1;
      return words.node({
        ...{ label: say(group.label), act: brief(group), from: alone ? undefined : from, children, orphan },
        ...{ accuracy: accuracy(group), runs: group.networks.length },
        bytes: bytes && bytesText(bytes.mean),
        advantage: one && words.gainOver(advantage(node) ?? '', nameBeside(one.over, group)),
      });
    },
  };
}
