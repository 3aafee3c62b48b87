import { useMemo } from 'react';
import { useLab } from '../../state/lab/useLab.ts';
import { absorb, emptySeries, type Series } from '../results/charts/series.ts';

/** The curves that came with the link, while others are shown over them; undefined where there are none. */
export function useSharedSeries(): Series | undefined {
  const shared = useLab((lab) => (lab.shared && lab.runs !== lab.shared.runs ? lab.shared : undefined));
  return useMemo(() => shared && absorb(emptySeries, shared.runs), [shared]);
}
