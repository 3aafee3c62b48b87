import { useEffect } from 'react';
import { isOfSweep, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { useViewState, viewState } from '../../viewState.ts';
import { shownWish } from './usePreview.ts';

/** What was begun last from the card of a network. */
interface Begun {
  /** The group from which. */
  readonly parent: string;
  readonly link: string;
  /** Of the recipe, the last one, from 0. */
  readonly stage: number;
  /** What the form held until then. */
  readonly before: Experiment;
  /** Its first network is there. */
  readonly made?: true;
}

export const begun = viewState<Begun | undefined>(undefined);

/** Chooses what was made of the chosen network as soon as it is there, and puts the focus on it where it was on what made it. */
export function useMade(
  groups: readonly NetworkGroup[],
  chosen: string | undefined,
  choose: (key: string) => void,
) {
  const [last, setLast] = useViewState(begun);
  const making = last?.made ? undefined : last;
  const key = making && groups.find((group) => isOfSweep(group, making.link, making.stage))?.key;
  useEffect(() => {
    if (key === undefined || !making) return;
    setLast({ ...making, made: true });
    if (making.parent !== chosen) return;
    const had = document.activeElement;
    const isInCard = had === document.body || had?.closest('[data-smaller]') !== null;
    shownWish.set(undefined);
    choose(key);
    if (!isInCard) return;
    // The card that had the focus is another network's now.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-node="${CSS.escape(key)}"]`)?.focus(),
    );
  }, [key, making, chosen, choose, setLast]);
}
