import { useEffect, useRef, useState } from 'react';
import { readAhead } from '../../analysis/networks/groups.ts';
import type { KeptNetworks } from '../../protocol/keptNetworks.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';

/** Between two readings while a recipe runs, ms: its networks come many times a second. */
const pause = 300;

/** How long the page reads before it looks up, ms. */
const breath = 12;

/** Reads what many networks say without holding the page up: what was read before takes no time. */
async function readWithPauses(networks: KeptNetworks['networks']): Promise<void> {
  let began = performance.now();
  for (const network of networks) {
    readAhead(network);
    if (performance.now() - began < breath) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
}

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
        async (found) => {
          if (found) await readWithPauses(found.networks);
          if (!left) setListing(found ?? 'refused');
        },
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
