import type { CSSProperties } from 'react';
import { useLateWords } from '../../text/late.ts';
import { precise } from '../../text/numbers.ts';
import { temperatureText } from '../bars.ts';
import { shareOf } from '../logScale.ts';
import styles from './limit.module.css';
import type { LimitPoint } from './limit.ts';

const ticks = [0.1, 1, 10, 100];

/** The soft loss over T on the slider's own scale, its limit as a dashed line, and where T is now. */
export function LimitChart({
  curve,
  limit,
  temperature,
  loss,
}: {
  readonly curve: readonly LimitPoint[];
  /** What it tends to. */
  readonly limit: number;
  readonly temperature: number;
  readonly loss: number;
}) {
  const text = useLateWords('temperature');
  const top = Math.max(limit, ...curve.map((point) => point.loss)) * 1.1 || 1;
  const up = (value: number) => 100 - (value / top) * 100;
  const line = curve.map((point) => `${shareOf(point.temperature) * 100},${up(point.loss)}`).join(' ');
  const now = shareOf(temperature) * 100;
  const place = (left: number, value: number): CSSProperties => ({ left: `${left}%`, top: `${up(value)}%` });
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={text.limitChart(temperatureText(temperature), precise(loss, 3), precise(limit, 3))}
    >
      <div className={styles.plot}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <line className={styles.limit} x1="0" x2="100" y1={up(limit)} y2={up(limit)} />
          <line className={styles.now} x1={now} x2={now} y1="0" y2="100" />
          <polyline className={styles.curve} points={line} />
        </svg>
        <span className={styles.dot} style={place(now, loss)} />
        <span className={styles.limitName} style={{ top: `${up(limit)}%` }}>
          {text.limitName(precise(limit, 3))}
        </span>
      </div>
      <div className={styles.ticks}>
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${shareOf(tick) * 100}%` }}>
            {tick}
          </span>
        ))}
      </div>
    </div>
  );
}
