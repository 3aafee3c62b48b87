import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../protocol/records.ts';
import { absorb, emptySeries, type Series } from './series.ts';
import { useCalmRuns } from './useCalmRuns.ts';

/** Between two charts' turns, ms: about a frame, so that the page can answer in between. */
const turnPause = 16;

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

/**
 * `latest` for each of `count` readers, handed to one after the other in tasks of their own, so that drawing three charts
 * never holds up the page for the time of three.
 */
export function useTurns<T>(latest: T, count: number): readonly T[] {
  const [held, setHeld] = useState<readonly T[]>(() => Array.from({ length: count }, () => latest));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const give = (turn: number) => {
      if (turn === count) return;
      setHeld((before) => (before[turn] === latest ? before : before.with(turn, latest)));
      timer = setTimeout(give, turnPause, turn + 1);
    };
    timer = setTimeout(give, 0, 0);
    return () => clearTimeout(timer);
  }, [latest, count]);
  return held;
}
