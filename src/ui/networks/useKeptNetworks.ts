import { useEffect, useRef, useState } from 'react';
import type { KeptNetworks } from '../../protocol/keptNetworks.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';

/** Between two readings while a recipe runs, ms: its networks come many times a second. */
const pause = 300;

/** What this browser keeps, read anew after every change in any tab. */
export function useKeptNetworks(): KeptNetworks | 'reading' | 'refused' {
  const changes = useLab((lab) => lab.networksChanged);
  const { keptNetworks } = useLabActions();
  const [listing, setListing] = useState<KeptNetworks | 'reading' | 'refused'>('reading');
  const readAt = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change.
  useEffect(() => {
    let left = false;
    const read = () => {
      readAt.current = performance.now();
      keptNetworks().then(
        (found) => left || setListing(found ?? 'refused'),
        // What was listed is still there; without it, the store does not answer.
        () => left || setListing((before) => (typeof before === 'object' ? before : 'refused')),
      );
    };
    const waiting = setTimeout(read, Math.max(0, readAt.current + pause - performance.now()));
    return () => {
      left = true;
      clearTimeout(waiting);
    };
  }, [changes, keptNetworks]);
  return listing;
}
