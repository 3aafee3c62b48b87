import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { TreePlan } from './treePlan.ts';

/**
 * What of a long picture is near what its box shows: no further than the box is high. The words of hundreds of networks are thousands
 * of elements, of which a reader sees a dozen.
 *
 * @param plan undefined where all of it is near
 * @returns whether a place, in rem from the top, is near
 */
export function useSight(
  ref: RefObject<HTMLElement | null>,
  plan: TreePlan | undefined,
): (y: number) => boolean {
  const [screen, setScreen] = useState({ at: 0, height: 40 });
  const total = plan?.height;
  useEffect(() => {
    const box = ref.current;
    if (!box || total === undefined) return undefined;
    const look = () => {
      const rem = box.scrollHeight / Math.max(1, total) || 16;
      const height = Math.ceil(box.clientHeight / rem);
      const at = Math.round(box.scrollTop / rem / Math.max(1, height / 2)) * (height / 2);
      setScreen((before) => (before.at === at && before.height === height ? before : { at, height }));
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [ref, total]);
  const { at, height } = screen;
  return useCallback(
    (y) => total === undefined || (y > at - height && y < at + 2 * height),
    [total, at, height],
  );
}
