import { useEffect, useState } from 'react';

/**
 * Keeps the screen awake while `wanted`. Browsers take the lock back when the page is out of sight, so it is asked for
 * again when the page returns; where they refuse (no support, a low battery), nothing else changes.
 *
 * @returns whether the lock is held now.
 */
export function useWakeLock(wanted: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!wanted || !('wakeLock' in navigator)) return;
    let ended = false;
    let lock: WakeLockSentinel | undefined;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        const got = await navigator.wakeLock.request('screen');
        if (ended) return void got.release();
        lock = got;
        setHeld(true);
        got.addEventListener('release', () => {
          if (lock === got) setHeld(false);
        });
      } catch {
        setHeld(false);
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
      setHeld(false);
    };
  }, [wanted]);
  return held;
}
