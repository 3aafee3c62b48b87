/**
 * The runs and their series as the charts see them: renewed at most four times a second, however often epochs arrive.
 */
import { useEffect, useRef, useState } from 'react';
import type { RunRecord } from '../../shared/records.ts';
import { useLab } from '../../state/useLab.ts';
import { absorb, emptySeries, type Series } from './series.ts';

const shortestPause = 250;

export interface ShownRuns {
  readonly runs: readonly RunRecord[];
  readonly series: Series;
}

export function useSeries(): ShownRuns {
  const runs = useLab((lab) => lab.runs);
  const [shown, setShown] = useState<ShownRuns>(() => ({ runs, series: absorb(emptySeries, runs) }));
  const renewedAt = useRef(0);
  useEffect(() => {
    const renew = () => {
      renewedAt.current = performance.now();
      setShown((before) => (before.runs === runs ? before : { runs, series: absorb(before.series, runs) }));
    };
    // Each new list restarts the wait, but never moves its end: the end is counted from the last renewal.
    const wait = Math.max(0, renewedAt.current + shortestPause - performance.now());
    const timer = setTimeout(renew, wait);
    return () => clearTimeout(timer);
  }, [runs]);
  return shown;
}
