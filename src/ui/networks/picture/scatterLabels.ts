/**
 * Which names stand in the scatter, and where: of what is selected, and of the networks on the Pareto front.
 */
import { type Label, labelPlan } from './labelPlan.ts';
import type { ScatterPlan } from './scatterPlan.ts';

export interface ScatterLabels {
  readonly labels: readonly Label[];
  /** How many names found no room. */
  readonly leftOut: number;
}

/** A line as a row of small boxes, so that no name stands on it. */
function alongLine(points: readonly { readonly x: number; readonly y: number }[]) {
  return points.slice(1).flatMap((to, i) => {
    const from = points[i] ?? to;
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 0.3);
    return Array.from({ length: steps }, (_, step) => {
      const [x, y] = [from.x + ((to.x - from.x) * step) / steps, from.y + ((to.y - from.y) * step) / steps];
      return { left: x - 0.1, right: x + 0.1, top: y - 0.1, bottom: y + 0.1 };
    });
  });
}

/**
 * @param sizeOf circles' diameters by key, rem
 * @param selected keys of what is named first
 */
export function scatterLabels(
  { dots, frame, front, teacher, y }: ScatterPlan,
  sizeOf: (key: string) => number,
  nameOf: (key: string) => string,
  selected: ReadonlySet<string>,
): ScatterLabels {
  const sized = dots.map((dot) => ({ ...dot, size: sizeOf(dot.key) }));
  const [first, others] = [
    sized.filter(({ key }) => selected.has(key)),
    sized.filter(({ key, onFront }) => onFront && !selected.has(key)),
  ].map((some) => some.map((dot) => ({ ...dot, text: nameOf(dot.key) })).filter(({ text }) => text !== ''));
  const named = [...(first ?? []), ...(others ?? [])];
  const bars = dots.flatMap(({ x, worth, std }) =>
    std > 0
      ? {
          left: x - 0.05,
          right: x + 0.05,
          top: y(Math.min(1, worth + std)),
          bottom: y(Math.max(0, worth - std)),
        }
      : [],
  );
  const ofTeacher =
    teacher === undefined
      ? []
      : [
          { left: frame.left, right: frame.right, top: y(teacher) - 0.1, bottom: y(teacher) + 0.1 },
          { left: frame.left, right: frame.left + 9, top: y(teacher) - 1.3, bottom: y(teacher) },
        ];
  const labels = labelPlan(
    named,
    sized,
    { ...frame, top: 0 },
    [...alongLine(front), ...bars, ...ofTeacher],
    first?.length,
  );
  return { labels, leftOut: named.length - labels.length };
}
