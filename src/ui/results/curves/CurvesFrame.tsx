import type { ReactNode } from 'react';
import { pointKey } from '../../../protocol/runId.ts';
import type { Axis, Point } from '../../../spec/point.ts';
import { seriesStyle } from '../../seriesStyle.ts';
import { useWords } from '../../text/useWords.ts';
import { SeriesSample } from '../charts/SeriesSample.tsx';
import { Segmented } from '../Segmented.tsx';
import { curveNames, type View } from '../view.ts';
import { CurveControls } from './CurveControls.tsx';
import { LinkedCursor, useLinkedCursor } from './cursor.ts';
import styles from './curves.module.css';

/** What stands around the three charts: which line is which point, how they are drawn, and one cursor for all. */
export function CurvesFrame({
  points,
  axes,
  epochs,
  view,
  onChange,
  children,
}: {
  /** Ascending. */
  readonly points: readonly Point[];
  readonly axes: readonly Axis[];
  readonly epochs: number;
  readonly view: View;
  readonly onChange: (view: View) => void;
  /** A chart for each of `curveNames`; a narrow page shows the one that the view names. */
  readonly children: ReactNode;
}) {
  const text = useWords('results');
  const cursor = useLinkedCursor();
  return (
    <>
      <div className={styles.bar}>
        <ul className={styles.legend}>
          {points.map((point) => {
            const style = seriesStyle(point, axes);
            return (
              <li key={pointKey(point)}>
                <SeriesSample style={style} /> {style.label}
              </li>
            );
          })}
        </ul>
        <CurveControls view={view} epochs={epochs} onChange={onChange} />
      </div>
      <div className={styles.choice}>
        <Segmented
          label={text.charts.chart}
          options={curveNames.map((name) => ({ name, text: text.shortCurves[name] }))}
          value={view.narrow}
          onChange={(narrow) => onChange({ ...view, narrow })}
        />
      </div>
      <LinkedCursor value={cursor}>
        <div className={styles.charts} data-shown={view.narrow}>
          {children}
        </div>
      </LinkedCursor>
    </>
  );
}
