import { memo } from 'react';
import { labelPlan } from './labelPlan.ts';
import styles from './picture.module.css';
import type { ScatterPlan } from './scatterPlan.ts';

interface ScatterNamesProps {
  readonly plan: ScatterPlan;
  /** Circles' diameters by key, rem. */
  readonly sizeOf: (key: string) => number;
  readonly nameOf: (key: string) => string;
  readonly selected: ReadonlySet<string>;
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

/** Names of what is selected and of the networks on the Pareto front, as far as there is room. */
export const ScatterNames = memo(function ScatterNames({
  plan,
  sizeOf,
  nameOf,
  selected,
}: ScatterNamesProps) {
  const { dots, frame, front, teacher, y } = plan;
  const sized = dots.map((dot) => ({ ...dot, size: sizeOf(dot.key), text: nameOf(dot.key) }));
  const named = [
    ...sized.filter(({ key }) => selected.has(key)),
    ...sized.filter(({ key, onFront }) => onFront && !selected.has(key)),
  ].filter(({ text }) => text !== '');
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
  const labels = labelPlan(named, sized, frame, [...alongLine(front), ...bars, ...ofTeacher]);
  return labels.map(({ key, text, left, top, width }) => (
    <span
      key={key}
      className={styles.dotName}
      data-selected={selected.has(key) ? '' : undefined}
      style={{ left: `${left}rem`, top: `${top}rem`, width: `${width}rem` }}
      aria-hidden="true"
    >
      {text}
    </span>
  ));
});
