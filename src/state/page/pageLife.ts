/**
 * The page's own life: the moment at which it is ready, and what closing it asks.
 */
import type { StoreApi } from 'zustand/vanilla';
import { moments } from '../../base/moments.ts';
import type { Lab } from '../lab/labState.ts';
import { isBusy } from '../lab/phases.ts';

/**
 * Closing the tab while something is being trained asks first. The listener exists only while it is needed: a page that
 * always has one is kept out of the back/forward cache.
 *
 * @returns what takes it off again.
 */
export function askBeforeLeaving(
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
  lab: Pick<StoreApi<Lab>, 'getState' | 'subscribe'>,
): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  let asking = false;
  const follow = ({ phase }: Pick<Lab, 'phase'>) => {
    if (isBusy(phase) === asking) return;
    asking = !asking;
    if (asking) page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  };
  follow(lab.getState());
  const unsubscribe = lab.subscribe(follow);
  return () => {
    unsubscribe();
    follow({ phase: 'ready' });
  };
}

/** Marks on the timeline when Run would start at once, for the first time. */
export function markReady(
  timeline: Pick<Performance, 'mark'>,
  lab: Pick<StoreApi<Pick<Lab, 'phase' | 'student'>>, 'subscribe'>,
) {
  const stop = lab.subscribe(({ phase, student }) => {
    // Results of an earlier visit are shown, as done, before there is anything to train with.
    if ((phase !== 'ready' && phase !== 'done') || student === undefined) return;
    stop();
    timeline.mark(moments.ready);
  });
}
