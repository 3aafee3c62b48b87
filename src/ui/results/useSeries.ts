import { useEffect, useState } from 'react';
import type { RunRecord } from '../../shared/records.ts';
import { useLab } from '../../state/useLab.ts';
import { absorb, emptySeries, type Series } from './series.ts';
import { useCalm } from './useCalm.ts';

export interface ShownRuns {
  readonly runs: readonly RunRecord[];
  readonly series: Series;
}

/** The runs and their series as the charts see them; each renewal reads only the records that are new. */
export function useSeries(): ShownRuns {
  const runs = useCalm(useLab((lab) => lab.runs));
  const [shown, setShown] = useState<ShownRuns>(() => ({ runs, series: absorb(emptySeries, runs) }));
  useEffect(() => {
    setShown((before) => (before.runs === runs ? before : { runs, series: absorb(before.series, runs) }));
  }, [runs]);
  return shown;
}
