import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { hiddenSelectors, stationSelectors, styleOf } from './hiddenParts.ts';
import { standAt, usePlace } from './station.ts';

const Stage = lazy(async () => ({ default: (await import('./Stage.tsx')).Stage }));

/**
 * What the link makes of the page: parts out of sight, presenting or not; and before an audience large type, stations,
 * keys and a footer.
 */
export function Presenting() {
  const present = usePageView((page) => page.present);
  const hide = usePageView(outOfSight);
  const view = usePageView((page) => page.view);
  const place = usePlace(view, hide);
  const { dataset } = document.documentElement;
  useEndOfPresenting(present);
  useLayoutEffect(() => {
    if (!present) return;
    dataset.present = '';
    return () => {
      delete dataset.present;
    };
  }, [present, dataset]);
  useLayoutEffect(() => {
    if (!present || place === 'overview') return;
    dataset.station = place;
    window.scrollTo(0, 0);
    return () => {
      delete dataset.station;
    };
  }, [present, place, dataset]);
  return (
    <>
      <style>{styleOf([...hiddenSelectors(hide), ...(present ? stationSelectors(place) : [])])}</style>
      {present ? (
        <Suspense fallback={null}>
          <Stage place={place} />
        </Suspense>
      ) : null}
    </>
  );
}

/** However it is left, by its button or by Back, the next presentation begins at the beginning. */
function useEndOfPresenting(present: boolean) {
  const reveal = usePageView((page) => page.reveal);
  const before = useRef(present);
  useEffect(() => {
    if (before.current && !present) {
      if (document.fullscreenElement) void document.exitFullscreen();
      standAt(undefined);
      reveal(false);
    }
    before.current = present;
  }, [present, reveal]);
}
