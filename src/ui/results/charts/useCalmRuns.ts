import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../protocol/records.ts';
import { useLabStore } from '../../../state/lab/useLab.ts';

/** Results are drawn again at most this often, ms, however fast epochs arrive. */
export const calmPause = 300;

/** The runs, renewed at most three times a second; what came last is always shown in the end. */
export function useCalmRuns(): readonly RunRecord[] {
  const store = useLabStore();
  const [runs, setRuns] = useState(() => store.getState().runs);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let renewedAt = Number.NEGATIVE_INFINITY;
    const renew = () => {
      waiting = undefined;
      renewedAt = performance.now();
      setRuns(store.getState().runs);
    };
    const look = () => {
      if (waiting === undefined) waiting = setTimeout(renew, renewedAt + calmPause - performance.now());
    };
    const stop = store.subscribe((now, before) => {
      if (now.runs !== before.runs) look();
    });
    renew();
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [store]);
  return runs;
}
