import { useEffect, useState } from 'react';
import type { PublishedSweep } from '../../shared/published/publishedSweep.ts';
import { useViewState, viewState } from '../viewState.ts';

/** Whether published results stand beside ours. */
export const showsPublished = viewState(false);

/** The published runs of the experiment that the lab reproduces; undefined where they are not shown, or not loaded yet. */
export function usePublishedSweep(): PublishedSweep | undefined {
  const [isShown, show] = useViewState(showsPublished);
  const [sweep, setSweep] = useState<PublishedSweep>();
  useEffect(() => {
    if (!isShown) return;
    let isGone = false;
    import('../../shared/published/seedRuns.ts').then(
      ({ seedRuns }) => {
        if (!isGone) setSweep(seedRuns);
      },
      // Offline before they were ever loaded: the switch goes back, to be tried again.
      () => show(false),
    );
    return () => {
      isGone = true;
    };
  }, [isShown, show]);
  return isShown ? sweep : undefined;
}
