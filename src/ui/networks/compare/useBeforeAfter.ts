/**
 * Which two of the compared networks stand for before and after, and what both say of every validation image.
 */
import { useEffect, useMemo, useState } from 'react';
import { comesFrom, kinOf } from '../../../analysis/networks/compareKin.ts';
import { experimentOfGroup, recipesApart } from '../../../analysis/networks/compareRecipes.ts';
import { isTeacher, type NetworkGroup, runOf } from '../../../analysis/networks/groups.ts';
import type { ImagePredictions } from '../../../protocol/imagePredictions.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { sameIn } from '../../../spec/keys.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { type Heard, useAnswer } from '../../why/useAnswer.ts';

/** Keys of groups, and a run of the latter; what is undefined is left to what is usual. */
interface Picked {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly run?: number | undefined;
}

export interface BeforeAfter {
  readonly before: NetworkGroup;
  readonly after: NetworkGroup;
  /** What they learned from, where it is kept. */
  readonly teacher: KeptNetworkCard | undefined;
  /** One network of each. */
  readonly networks: readonly [before: KeptNetworkCard, after: KeptNetworkCard];
  /** Of `after`, or of `before` where that alone has several: one is chosen. */
  readonly runs: readonly number[];
  readonly run: number;
  readonly choose: (chosen: Picked) => void;
  /** What keeps both from being asked; undefined where nothing does. */
  readonly hindrance: 'busy' | 'images' | undefined;
  /** They learned from different images. */
  readonly imagesApart: boolean;
  readonly heard: Heard<readonly [before: ImagePredictions, after: ImagePredictions]>;
}

/**
 * Where one was made of the other, that one is before; else they stand in the order in which they were selected.
 *
 * @param groups those that are compared, two at least
 * @param everybody all among which they come from each other
 * @param seen whether a reader is there: nobody is asked for what is not looked at
 */
export function useBeforeAfter(
  groups: readonly NetworkGroup[],
  everybody: readonly NetworkGroup[],
  seen: boolean,
): BeforeAfter | undefined {
  const [picked, setPicked] = useState<Picked>({});
  const { networkPredictions } = useLabActions();
  const [before, after] = useMemo(() => pairOf(groups, everybody, picked), [groups, everybody, picked]);
  const networks = useMemo(
    () => (before && after ? networksOf(before, after, picked.run) : undefined),
    [before, after, picked.run],
  );
  const imagesApart = useMemo(
    () => before !== undefined && after !== undefined && recipesApart([before, after]).images === 'other',
    [before, after],
  );
  const teacher = useMemo(() => after && teacherOf(after, everybody), [after, everybody]);
  const busy = useLab(({ phase }) => isBusy(phase) || phase === 'opening');
  const imagesOpen = useImagesOpen(before, after);
  const [one, other] = networks?.map(({ id }) => id) ?? [];
  // What was answered stays while something is trained; after that it is asked again, for training may have been in between.
  const [allowed, setAllowed] = useState<{ readonly pair: string }>();
  const pair = `${one} ${other}`;
  useEffect(() => {
    if (seen && !busy) setAllowed({ pair });
  }, [seen, busy, pair]);
  const asking = useMemo(() => {
    if (!imagesOpen || allowed?.pair !== `${one} ${other}` || one === undefined || other === undefined) {
      return undefined;
    }
    return {
      subject: allowed.pair,
      ask: () => Promise.all([networkPredictions(one), networkPredictions(other)]),
    };
  }, [imagesOpen, allowed, one, other, networkPredictions]);
  const heard = useAnswer(asking);
  if (!before || !after || !networks) return undefined;
  const isChosenAfter = after.networks.length > 1;
  return {
    ...{ before, after, teacher, networks, heard, imagesApart },
    hindrance: imagesOpen ? (busy && !heard.answer ? 'busy' : undefined) : 'images',
    runs: (isChosenAfter ? after : before).networks.map(runOf),
    run: runOf(networks[isChosenAfter ? 1 : 0]),
    choose: (chosen) => setPicked((earlier) => ({ ...earlier, ...chosen })),
  };
}

function pairOf(
  groups: readonly NetworkGroup[],
  everybody: readonly NetworkGroup[],
  picked: Picked,
): readonly [NetworkGroup | undefined, NetworkGroup | undefined] {
  const [first, second] = groups;
  if (!first || !second) return [undefined, undefined];
  const usual = comesFrom(first, second, everybody) ? [second, first] : [first, second];
  const [early, late] = [picked.before, picked.after].map((key) => groups.find((group) => group.key === key));
  const before = early ?? usual.find((group) => group !== late);
  const after = late && late !== before ? late : usual.find((group) => group !== before);
  return [before, after];
}

const teacherOf = (group: NetworkGroup, everybody: readonly NetworkGroup[]) =>
  (isTeacher(group) ? group : kinOf(group, everybody).teacher)?.networks[0];

/** Run `run` of `after`, or its first, and what that was made of, or the same run, of `before`. */
function networksOf(
  before: NetworkGroup,
  after: NetworkGroup,
  run: number | undefined,
): readonly [KeptNetworkCard, KeptNetworkCard] | undefined {
  const late = after.networks.find((network) => runOf(network) === run) ?? after.networks[0];
  const early =
    before.networks.find(({ id }) => id === late?.parent) ??
    before.networks.find((network) => late && runOf(network) === (run ?? runOf(late))) ??
    before.networks[0];
  return late && early ? [early, late] : undefined;
}

/** Whether the images that they learned from are those that are open; the worker refuses what is asked of others. */
function useImagesOpen(...pair: readonly (NetworkGroup | undefined)[]): boolean {
  const dataset = useLab((lab) => lab.dataset);
  const experiment = useLab((lab) => lab.experiment);
  return pair.every((group) => {
    if (!group) return true;
    if (!dataset || group.dataset !== dataset.id) return false;
    // Of what was opened from a file nobody knows what it saw.
    const own = group.networks[0]?.teacher?.source === 'file' ? undefined : experimentOfGroup(group);
    const facts = { split: dataset.split.kind };
    return !own || sameIn(['images'], { experiment, facts }, { experiment: own, facts });
  });
}
