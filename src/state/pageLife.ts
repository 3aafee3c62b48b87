/**
 * Closing the tab while something is being trained asks first.
 *
 * The listener exists only while it is needed: a page that always has one is kept out of the back/forward cache.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Lab } from './labState.ts';
import { isBusy } from './phases.ts';

/** @returns what takes it off again. */
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
