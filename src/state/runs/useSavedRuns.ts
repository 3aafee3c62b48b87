/**
 * How components read the sweeps that are kept in this browser.
 */
import { createContext, useContext, useEffect, useState } from 'react';
import type { Kept, SavedRuns } from './savedRuns.ts';

const SavedRunsContext = createContext<SavedRuns | undefined>(undefined);

export const SavedRunsProvider = SavedRunsContext.Provider;

export function useSavedRuns(): SavedRuns {
  const saved = useContext(SavedRunsContext);
  if (!saved) throw new Error('useSavedRuns needs a SavedRunsProvider above it.');
  return saved;
}

/** Between two readings while a sweep trains, ms: runs may end many times a second. */
const pause = 500;

/** What is kept now, read again after every change; undefined until it was read once. */
export function useKept(): Kept | undefined {
  const saved = useSavedRuns();
  const [kept, setKept] = useState<Kept>();
  useEffect(() => {
    let left = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let readAt = Number.NEGATIVE_INFINITY;
    const read = () => {
      waiting = undefined;
      readAt = performance.now();
      void saved.list().then((now) => {
        if (!left) setKept(now);
      });
    };
    const look = () => {
      waiting ??= setTimeout(read, readAt + pause - performance.now());
    };
    const stop = saved.subscribe(look);
    read();
    return () => {
      left = true;
      stop();
      clearTimeout(waiting);
    };
  }, [saved]);
  return kept;
}
