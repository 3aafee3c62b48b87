import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { TreePlan } from './treePlan.ts';

/** A stretch of a picture, rem from its top. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const all: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * What of a long picture is near what its box shows: no further than the box is high. Hundreds of networks are thousands of
 * elements, of which a reader sees a dozen.
 *
 * @param plan undefined where all of it is near
 */
export function useSight(ref: RefObject<HTMLElement | null>, plan: TreePlan | undefined): Stretch {
  const [screen, setScreen] = useState({ at: 0, height: 40 });
  const total = plan?.height;
  useEffect(() => {
    const box = ref.current;
    if (!box || total === undefined) return undefined;
    const look = () => {
      const rem = box.scrollHeight / Math.max(1, total) || 16;
      const height = Math.max(1, Math.ceil(box.clientHeight / rem));
      const at = Math.round(box.scrollTop / rem / (height / 2)) * (height / 2);
      setScreen((before) => (before.at === at && before.height === height ? before : { at, height }));
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [ref, total]);
  const { at, height } = screen;
  return useMemo(
    () => (total === undefined ? all : { from: at - height, to: at + 2 * height }),
    [total, at, height],
  );
}
