import { memo } from 'react';
import type { CostName } from '../../../spec/pageView.ts';
import { percentText } from '../../quantities.ts';
import { percent } from '../../results/format.ts';
import { useLateWords } from '../../text/late.ts';
import { costText } from '../costs.ts';
import styles from './picture.module.css';
import type { ScatterPlan } from './scatterPlan.ts';

interface ScatterDrawingProps {
  readonly plan: ScatterPlan;
  readonly cost: CostName;
}

const rem = (value: number) => `${value}rem`;
const pointsOf = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points.map(({ x, y }) => `${x},${y}`).join(' ');

/** Axes, the Pareto front, bars of ± 1 standard deviation, and the teacher’s line. In units of rem. */
export const ScatterDrawing = memo(function ScatterDrawing({ plan, cost }: ScatterDrawingProps) {
  const words = useLateWords('networks');
  const { width, height, frame, dots, front, curve, hollow, ticksUp, ticksAcross, teacher } = plan;
  const across = { x1: frame.left, x2: frame.right };
  return (
    <>
      <svg
        className={styles.lines}
        style={{ width: rem(width), height: rem(height) }}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        {ticksUp.map(({ value, y }) => (
          <line key={value} className={styles.grid} {...across} y1={y} y2={y} />
        ))}
        <line className={styles.axis} {...across} y1={frame.bottom} y2={frame.bottom} />
        {teacher === undefined ? null : (
          <line className={styles.teacherLine} {...across} y1={plan.y(teacher)} y2={plan.y(teacher)} />
        )}
        <polyline className={styles.front} points={pointsOf(front)} />
        <polyline className={styles.asked} strokeWidth="0.09" points={pointsOf(curve)} />
        {dots.map(({ key, x, worth, std, onFront }) =>
          std > 0 ? (
            <line
              key={key}
              className={onFront ? styles.deviation : styles.paleDeviation}
              {...{
                x1: x,
                x2: x,
                y1: plan.y(Math.max(0, worth - std)),
                y2: plan.y(Math.min(1, worth + std)),
              }}
            />
          ) : null,
        )}
      </svg>
      {ticksUp.map(({ value, y }) => (
        <span
          key={value}
          className={styles.tickUp}
          style={{ top: rem(y), width: rem(frame.left - 0.5) }}
          aria-hidden="true"
        >
          {percent(value)}
        </span>
      ))}
      {ticksAcross.map(({ value, x }) => (
        <span
          key={value}
          className={styles.tickAcross}
          style={{ top: rem(frame.bottom + 0.3), left: rem(x) }}
          aria-hidden="true"
        >
          {costText(cost, value)}
        </span>
      ))}
      {teacher === undefined ? null : (
        <span
          className={styles.teacherName}
          style={{ top: rem(plan.y(teacher)), left: rem(frame.left + 0.25) }}
        >
          {words.teacherLine(percentText(teacher))}
        </span>
      )}
      {hollow ? (
        <i className={styles.hollow} style={{ left: rem(hollow.x), top: rem(hollow.y) }} aria-hidden="true" />
      ) : null}
    </>
  );
});
