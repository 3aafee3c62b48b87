/**
 * Where the presentation stands. It outlives a change of language, which draws the page anew, and is in no link: a class
 * that opens the link begins at the beginning.
 */
import { useSyncExternalStore } from 'react';
import type { HideName, TabName } from '../../spec/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { firstPlace, isOpen, type Place, stations } from './stations.ts';

let stood: Place | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Undefined: where a presentation of the view begins. */
export function standAt(place: Place | undefined) {
  stood = place;
  for (const listener of listeners) listener();
}

/** The place, unless someone has gone to another view by its tab since. */
export function usePlace(view: TabName, hide: readonly HideName[]): Place {
  const place = useSyncExternalStore(subscribe, () => stood);
  const picture = usePageView((page) => page.picture);
  if (place === 'overview') return place;
  // Whichever picture of networks is open.
  if (view === 'networks' && isOpen(picture, hide)) return picture;
  return place !== undefined && stations[place].view === view && isOpen(place, hide)
    ? place
    : firstPlace(view, hide);
}
