import { useEffect, useState } from 'react';
import type { RunRecord } from '../../protocol/records.ts';
import { useSavedRuns } from '../../state/runs/useSavedRuns.ts';
import type { Compared, Source } from './source.ts';

/** The source with its runs, which for a kept sweep are read first; the last one meanwhile stays until then. */
export function useRunsOf(source: Source | undefined): Compared | undefined {
  const saved = useSavedRuns();
  const [read, setRead] = useState<{ readonly of: string; readonly runs: readonly RunRecord[] }>();
  const sweep = source?.sweep;
  const wanted = sweep && `${sweep.id} ${sweep.savedAt} ${sweep.ends.length}`;
  const [compared, setCompared] = useState<Compared>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sweep listed anew is the same while `wanted` is.
  useEffect(() => {
    if (!sweep || !wanted) return;
    let left = false;
    void saved.runsOf(sweep).then((runs) => {
      if (!left) setRead({ of: wanted, runs });
    });
    return () => {
      left = true;
    };
  }, [saved, wanted]);
  const runs = source?.runs ?? (read?.of === wanted ? read?.runs : undefined);
  const same = compared?.id === source?.id && compared?.runs === runs && compared?.about === source?.about;
  if (source && runs && !same) setCompared({ ...source, runs });
  if (!source) return undefined;
  return compared?.id === source.id ? compared : undefined;
}
