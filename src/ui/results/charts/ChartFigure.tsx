import { type ReactNode, useId, useMemo } from 'react';
import { useWords } from '../../text/useWords.ts';
import { CurveTooltip } from '../curves/CurveTooltip.tsx';
import styles from '../curves/curves.module.css';
import { MeansTable } from '../table/MeansTable.tsx';
import { type CurveName, quantityOf, type View } from '../view.ts';
import type { MeanLine } from './layers.tsx';
import { type DrawnSet, LiveMarks } from './liveMarks.tsx';
import { type Mark, Plot } from './Plot.tsx';
import { type Extent, pointsPerLine, widest } from './rows.ts';
import { type Domain, logDomain } from './scale.ts';
import { axisOf } from './spans.ts';
import { useGrownDomain } from './useGrownDomain.ts';

const unmeasured: Domain = { low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };
const unmeasuredLog = logDomain(0.01, 1);

interface Props {
  readonly curve: CurveName;
  readonly view: View;
  readonly sets: readonly DrawnSet[];
  /** A new object starts new axes. */
  readonly what: object;
  /** Other lines, drawn faintly behind, and what they take up. */
  readonly reference: readonly MeanLine[];
  readonly beside: Extent | undefined;
  readonly teachers: readonly Mark[];
  readonly room: number;
  /** What the chart says of itself beside how it is drawn. */
  readonly summary: string;
  /** What stands in an empty plot. */
  readonly empty: string;
  /** What is chosen beside the title: the loss's term. */
  readonly children?: ReactNode;
}

/** One quantity over epochs with its title, its cursor's figures, what is to be known of its axis, and its numbers. */
export function ChartFigure(props: Props) {
  const { curve, view, sets, what, reference, beside, teachers, summary, empty, children } = props;
  const text = useWords('results');
  const words = useWords('runs');
  const id = useId();
  const { side, term, log, smoothing } = view;
  const quantity = quantityOf(curve, term);
  const { error } = axisOf(quantity, log);
  const { from, to } = sets[0]?.marks ?? { from: 1, to: 1 };
  const drawn = sets.reduce<Extent | undefined>(
    (extent, { marks }) => widest(extent, marks.extent),
    undefined,
  );
  const extent = widest(drawn, beside);
  const axis = useGrownDomain(
    [what, `${quantity} ${side} ${view.eachRun} ${from} ${log} ${smoothing}`],
    extent,
    log,
  );
  const domain = axis ?? (log ? unmeasuredLog : unmeasured);
  const middle = log ? Math.sqrt(domain.low * domain.high) : (domain.low + domain.high) / 2;
  const live = useMemo(
    () => ({ sets, reference, side, quantity, middle }),
    [sets, reference, side, quantity, middle],
  );
  const unplaced = sets.reduce((count, { marks }) => count + marks.unplaced, 0);
  const how = words.charts.how({
    ...{ log, error, smoothing },
    ...{ unplaced, thinned: to - from + 1 > pointsPerLine },
  });
  const title = error ? words.charts.errorTitle : text.curves[curve];
  return (
    <figure
      className={styles.figure}
      data-chart={curve}
      data-curve={sets.length === 1 ? curve : undefined}
      data-side={side}
      data-term={term}
    >
      <figcaption className={styles.title}>
        <h3 title={title}>
          <span className={styles.long}>{title}</span>
          <span className={styles.short}>{error ? title : text.shortCurves[curve]}</span>
        </h3>
        <span className={styles.quiet}>
          {[text.charts.units[curve], log ? words.charts.logUnit : ''].filter(Boolean).join(', ')}
        </span>
        {children}
      </figcaption>
      <div className={styles.plot}>
        <LiveMarks value={live}>
          <Plot
            {...{ id, from, to, domain, quantity, log, teachers }}
            label={`${summary} ${how}`.trim()}
            measured={axis !== undefined}
            room={props.room}
          />
          <CurveTooltip chart={id} smoothing={smoothing} />
        </LiveMarks>
        {extent ? null : (
          <p className={styles.empty}>
            <span>{empty}</span>
          </p>
        )}
      </div>
      {unplaced > 0 ? <p className={styles.hidden}>{words.charts.unplaced(unplaced)}</p> : null}
      <MeansTable {...{ curve, sets, view, quantity, from, to }} />
    </figure>
  );
}
