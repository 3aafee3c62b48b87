import { memo, type ReactNode, useId, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis, ZIndexLayer } from 'recharts';
import type { Experiment } from '../../shared/experiment.ts';
import type { RunRecord } from '../../shared/records.ts';
import { percentText } from '../quantities.ts';
import { useResultsText } from '../text/useResultsText.ts';
import { CurveTooltip } from './CurveTooltip.tsx';
import styles from './curves.module.css';
import { percent } from './format.ts';
import { Bands, EachRun, LineEnds, PlotFrame, TeacherLabel } from './layers.tsx';
import { MeansTable } from './MeansTable.tsx';
import { marksOf, valueText } from './marks.ts';
import { endOf } from './rows.ts';
import { type Domain, epochTicks } from './scale.ts';
import type { Series } from './series.ts';
import { useGrownDomain } from './useGrownDomain.ts';
import { type CurveName, quantityOf, type View } from './view.ts';

const margin = { top: 8, right: 56, bottom: 0, left: 0 };
const unmeasured: Domain = { low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };

/** The tooltip's frame covers the chart; the tooltip finds its own corner in it. */
const overlay = { zIndex: 2, width: '100%', height: '100%', transform: 'none' };

interface Props {
  readonly curve: CurveName;
  readonly series: Series;
  readonly runs: readonly RunRecord[];
  readonly view: View;
  readonly experiment: Experiment;
  readonly teacherAccuracy: number | undefined;
  /** What is chosen beside the title: the loss's term. */
  readonly children?: ReactNode;
}

/** One quantity over epochs: a mean line and band for each alpha, the teacher's accuracy where it belongs. */
export const CurveChart = memo(function CurveChart(props: Props) {
  const { curve, series, runs, view, experiment, teacherAccuracy, children } = props;
  const { epochs, alphas } = experiment;
  const text = useResultsText();
  const clip = useId();
  const marks = useMemo(
    () => marksOf(curve, series, runs, view, epochs, teacherAccuracy),
    [curve, series, runs, view, epochs, teacherAccuracy],
  );
  const { from, to, lines, ends, extent } = marks;
  const quantity = quantityOf(curve, view.term);
  const axis = useGrownDomain([experiment, `${quantity} ${view.side} ${view.eachRun} ${from}`], extent);
  const domain = axis ?? unmeasured;
  const reference = curve === 'accuracy' ? teacherAccuracy : undefined;
  const known = reference !== undefined && Number.isFinite(reference) ? reference : undefined;
  const rows = useMemo(() => [...marks.rows], [marks.rows]);
  const sentence =
    series.alphas.length === 0
      ? text.charts.empty[curve](alphas.length * experiment.runs)
      : text.charts.notThere(from);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>
        <h3>{text.curves[curve]}</h3>
        <span className={styles.quiet}>{text.charts.units[curve]}</span>
        {children}
      </figcaption>
      <div className={styles.plot}>
        <LineChart
          responsive
          className={styles.chart ?? ''}
          data={rows}
          margin={margin}
          syncId="epochs"
          role="img"
          tabIndex={0}
          aria-label={summary()}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="epoch"
            type="number"
            domain={from === to ? [from - 1, to + 1] : [from, to]}
            ticks={[...epochTicks(from, to)]}
            interval={0}
            height={24}
            tickLine={false}
            tickMargin={4}
            stroke="var(--line-control)"
            allowDataOverflow
          />
          <YAxis
            type="number"
            domain={[domain.low, domain.high]}
            ticks={[...domain.ticks]}
            interval={0}
            width={40}
            tickLine={false}
            axisLine={false}
            tickMargin={4}
            tickFormatter={tick}
            allowDataOverflow
          />
          <PlotFrame clip={clip} axisName={text.charts.epoch} />
          <ZIndexLayer zIndex={100}>
            <Bands bands={marks.bands} clip={clip} />
            <EachRun groups={marks.runs} clip={clip} />
          </ZIndexLayer>
          {known === undefined ? null : (
            <ReferenceLine y={known} stroke="var(--teacher)" strokeWidth={1.5} zIndex={90} />
          )}
          {lines.map(({ key, colour, dash }) => (
            <Line
              key={key}
              dataKey={key}
              type="linear"
              stroke={colour}
              strokeWidth={2}
              {...(dash === 'none' ? {} : { strokeDasharray: dash })}
              dot={false}
              activeDot={{ r: 3.5, strokeWidth: 0 }}
              connectNulls
              isAnimationActive={false}
            />
          ))}
          <ZIndexLayer zIndex={600}>
            <LineEnds ends={ends} />
            {known === undefined ? null : (
              <TeacherLabel value={known} text={`${text.charts.teacher} ${percentText(known)}`} />
            )}
          </ZIndexLayer>
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-quiet)', strokeWidth: 1 }}
            wrapperStyle={overlay}
            filterNull={false}
            content={({ active, label }) =>
              active && series.alphas.length > 0 ? (
                <CurveTooltip
                  epoch={Number(label)}
                  series={series}
                  side={view.side}
                  quantity={quantity}
                  from={from}
                  to={to}
                  middle={(domain.low + domain.high) / 2}
                />
              ) : null
            }
          />
        </LineChart>
        {extent ? null : (
          <p className={styles.empty}>
            <span>{sentence}</span>
          </p>
        )}
      </div>
      <MeansTable curve={curve} series={series} view={view} quantity={quantity} from={from} to={to} />
    </figure>
  );

  /** Where nothing is measured, only an accuracy knows its scale. */
  function tick(value: number): string {
    if (quantity === 'accuracy') return String(Math.round(value * 1000) / 10);
    return axis ? String(value) : '';
  }

  function summary(): string {
    const measured = series.alphas.flatMap((one) => {
      const end = endOf(one, view.side, quantity, from, to);
      if (!end) return [];
      const { epoch, moments } = end;
      return [text.charts.describeEnd(one.alpha, valueText(quantity, moments.mean), epoch, moments.n)];
    });
    const teacher = known === undefined ? [] : [text.charts.describeTeacher(percent(known))];
    const what =
      measured.length > 0
        ? `${[...measured, ...teacher].join('; ')}. ${text.charts.describeKeys}`
        : text.charts.describeEmpty;
    return text.charts.describe(curve, view.side, what);
  }
});
