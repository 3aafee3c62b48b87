import { useState } from 'react';
import { useGuesses } from '../../state/page/guesses.ts';
import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { Footer } from './Footer.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { QrScreen } from './QrScreen.tsx';
import { standAt } from './station.ts';
import { neighbour, type Place, placeOfKey, stations } from './stations.ts';
import { useKeys } from './useKeys.ts';
import { useQuestion } from './useQuestion.ts';
import { useWakeLock } from './useWakeLock.ts';

/** Everything that only a presentation has: its keys, its footer and what covers the screen. */
export function Stage({ place }: { readonly place: Place }) {
  const show = usePageView((page) => page.show);
  const turnTo = usePageView((page) => page.turnTo);
  const reveal = usePageView((page) => page.reveal);
  const revealed = usePageView((page) => page.revealed);
  const hide = usePageView(outOfSight);
  const [cover, setCover] = useState<'keys' | 'qr'>();
  const awake = useWakeLock(true);
  const { asked, down, key } = useQuestion();
  const { lift, lower } = useGuesses((guesses) => guesses);

  const go = (to: Place) => {
    standAt(to);
    turnTo(to === 'overview' ? 'bench' : stations[to].view);
    const picture = to === 'overview' ? undefined : stations[to].picture;
    if (picture) show({ picture });
  };
  const leave = () => show({ present: false });
  const curtain = asked ? () => (down ? lift : lower)(key) : undefined;
  const actions: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowRight: () => go(neighbour(place, 1, hide)),
    PageDown: () => go(neighbour(place, 1, hide)),
    ArrowLeft: () => go(neighbour(place, -1, hide)),
    PageUp: () => go(neighbour(place, -1, hide)),
    g: curtain,
    q: () => setCover('qr'),
    f: document.fullscreenEnabled ? fullscreen : undefined,
    h: () => reveal(!revealed),
    '?': () => setCover('keys'),
    Escape: leave,
  };
  useKeys((key, held) => {
    const to = placeOfKey(key, hide);
    const act = actions[key];
    if (to !== undefined) go(to);
    else if (!held || key.length > 1) act?.();
    return to !== undefined || act !== undefined;
  });
  const close = () => setCover(undefined);
  return (
    <>
      <Footer
        place={place}
        hide={hide}
        awake={awake}
        onGo={go}
        onLeave={leave}
        onCover={setCover}
        onFullscreen={actions.f}
        curtain={curtain && { down, toggle: curtain }}
      />
      {cover === 'keys' ? <KeysDialog awake={awake} onClose={close} /> : null}
      {cover === 'qr' ? <QrScreen onClose={close} /> : null}
    </>
  );
}

function fullscreen() {
  // Refused without a person's gesture, and then nothing changes.
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change.catch(() => {});
}
