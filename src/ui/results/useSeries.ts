import { useEffect, useState } from 'react';
import type { RunRecord } from '../../shared/records.ts';
import { absorb, emptySeries, type Series } from './series.ts';
import { useCalmRuns } from './useCalmRuns.ts';

export interface ShownRuns {
  readonly runs: readonly RunRecord[];
  readonly series: Series;
}

/** The runs and their series as the charts see them; each renewal reads only the records that are new. */
export function useSeries(): ShownRuns {
  const runs = useCalmRuns();
  const [shown, setShown] = useState<ShownRuns>(() => ({ runs, series: absorb(emptySeries, runs) }));
  useEffect(() => {
    setShown((before) => (before.runs === runs ? before : { runs, series: absorb(before.series, runs) }));
  }, [runs]);
  return shown;
}
