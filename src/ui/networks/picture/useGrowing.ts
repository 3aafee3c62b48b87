import { startTransition, useEffect, useState } from 'react';

/** As many at a time; the page answers between them. */
const step = 40;

/**
 * How many of `total` things are to be in the page: a few at first and more with every pause, so that hundreds hold nothing up.
 *
 * @param key where it changes, it begins anew
 */
export function useGrowing(total: number, key: string): number {
  const [grown, setGrown] = useState({ key, count: step });
  const count = grown.key === key ? grown.count : step;
  useEffect(() => {
    if (count >= total) return undefined;
    const next = setTimeout(() => startTransition(() => setGrown({ key, count: count + step })));
    return () => clearTimeout(next);
  }, [count, total, key]);
  return Math.min(total, count);
}
