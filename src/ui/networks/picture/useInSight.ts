import { type RefObject, useEffect } from 'react';
import type { TreePlan } from './treePlan.ts';

/** rem above and below a circle that belong to it. */
const around = 3;

/**
 * Scrolls the picture, never the page, as far as it takes to show what was chosen: at first, and when another one is. What is
 * trained meanwhile moves nothing.
 *
 * @param plan undefined where nothing scrolls
 */
export function useInSight(
  ref: RefObject<HTMLElement | null>,
  plan: TreePlan | undefined,
  key: string | undefined,
) {
  const isLaid = plan !== undefined && plan.width > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is chosen, or the picture is drawn otherwise.
  useEffect(() => {
    const [box, place] = [ref.current, plan?.places.find(({ item }) => item.key === key)];
    if (!box || !plan || !place) return;
    const rem = box.scrollHeight / Math.max(1, plan.height);
    const [top, bottom] = [(place.y - around) * rem, (place.y + around) * rem];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }, [ref, key, isLaid, plan?.shape]);
}
