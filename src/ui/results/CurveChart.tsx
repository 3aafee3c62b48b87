import { memo, type ReactNode, useId, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis, ZIndexLayer } from 'recharts';
import type { Experiment } from '../../shared/experiment.ts';
import { percentText } from '../quantities.ts';
import { useResultsText } from '../text/useResultsText.ts';
import { useTypeScale } from '../useTypeScale.ts';
import styles from './curves.module.css';
import { percent, tickText } from './format.ts';
import { PlotFrame, TeacherLabel } from './layers.tsx';
import { LiveBands, LiveLines, LiveMarks, LiveTooltip } from './liveMarks.tsx';
import { MeansTable } from './MeansTable.tsx';
import { marksOf, valueText } from './marks.ts';
import { endOf, widest } from './rows.ts';
import { type Domain, epochTicks } from './scale.ts';
import { emptySeries, type Series } from './series.ts';
import { useGrownDomain } from './useGrownDomain.ts';
import type { ShownRuns } from './useSeries.ts';
import { type CurveName, quantityOf, type View } from './view.ts';

const unmeasured: Domain = { low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };

/** The tooltip's frame covers the chart; the tooltip finds its own corner in it. */
const overlay = { zIndex: 2, width: '100%', height: '100%', transform: 'none' };

const noneShown: ShownRuns = { runs: [], series: emptySeries };
const cursor = { stroke: 'var(--ink-quiet)', strokeWidth: 1 };

const tooltip = ({ active, label }: { readonly active?: boolean; readonly label?: unknown }) =>
  active ? <LiveTooltip epoch={Number(label)} /> : null;

interface Props {
  readonly curve: CurveName;
  /** Runs and their series as of this chart's last turn. */
  readonly shown: ShownRuns | undefined;
  /** Other curves, drawn faintly behind. */
  readonly reference: Series | undefined;
  readonly view: View;
  readonly experiment: Experiment;
  readonly teacherAccuracy: number | undefined;
  /** What is chosen beside the title: the loss's term. */
  readonly children?: ReactNode;
}

/** One quantity over epochs: a mean line and band for each alpha, the teacher's accuracy where it belongs. */
export const CurveChart = memo(function CurveChart(props: Props) {
  const { curve, reference: behind, view, experiment, teacherAccuracy, children } = props;
  const { series, runs } = props.shown ?? noneShown;
  const { epochs, alphas } = experiment;
  const text = useResultsText();
  const clip = useId();
  const { type } = useTypeScale();
  const marks = useMemo(
    () => marksOf(curve, series, runs, view, epochs, teacherAccuracy),
    [curve, series, runs, view, epochs, teacherAccuracy],
  );
  const faint = useMemo(
    () => behind && marksOf(curve, behind, [], { ...view, eachRun: false }, epochs, teacherAccuracy),
    [curve, behind, view, epochs, teacherAccuracy],
  );
  const { from, to } = marks;
  const extent = widest(marks.extent, faint?.extent);
  const quantity = quantityOf(curve, view.term);
  const axis = useGrownDomain([experiment, `${quantity} ${view.side} ${view.eachRun} ${from}`], extent);
  const domain = axis ?? unmeasured;
  const reference = curve === 'accuracy' ? teacherAccuracy : undefined;
  const known = reference !== undefined && Number.isFinite(reference) ? reference : undefined;
  // Recharts knows the epochs and the axes and none of the values, so a new epoch is nothing new to it.
  const rows = useMemo(
    () => Array.from({ length: to - from + 1 }, (_, i) => ({ epoch: from + i })),
    [from, to],
  );
  const live = useMemo(
    () => ({
      ...{ marks, series, quantity, reference: faint?.lines ?? [] },
      ...{ side: view.side, middle: (domain.low + domain.high) / 2 },
    }),
    [marks, series, faint, view.side, quantity, domain],
  );
  const measured = axis !== undefined;
  const margin = useMemo(() => ({ top: 8 * type, right: 56 * type, bottom: 0, left: 0 }), [type]);
  const frame = useMemo(() => {
    /** Where nothing is measured, only an accuracy knows its scale. */
    const tick = (value: number) => {
      if (quantity === 'accuracy') return String(Math.round(value * 1000) / 10);
      return measured ? tickText(value) : '';
    };
    return (
      <>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="epoch"
          type="number"
          domain={from === to ? [from - 1, to + 1] : [from, to]}
          ticks={[...epochTicks(from, to)]}
          interval={0}
          height={24 * type}
          tickLine={false}
          tickMargin={4 * type}
          stroke="var(--line-control)"
          allowDataOverflow
        />
        <YAxis
          type="number"
          domain={[domain.low, domain.high]}
          ticks={[...domain.ticks]}
          interval={0}
          width={40 * type}
          tickLine={false}
          axisLine={false}
          tickMargin={4 * type}
          tickFormatter={tick}
          allowDataOverflow
        />
        <PlotFrame clip={clip} axisName={text.charts.epoch} />
        <ZIndexLayer zIndex={100}>
          <LiveBands clip={clip} />
        </ZIndexLayer>
        {known === undefined ? null : (
          <ReferenceLine y={known} stroke="var(--teacher)" strokeWidth="var(--line-reference)" zIndex={90} />
        )}
        {/* Never seen: it makes every epoch one that the cursor can stand on. */}
        <Line dataKey="epoch" hide isAnimationActive={false} />
        <ZIndexLayer zIndex={600}>
          <LiveLines clip={clip} />
          {known === undefined ? null : (
            <TeacherLabel value={known} text={`${text.charts.teacher} ${percentText(known)}`} />
          )}
        </ZIndexLayer>
        <Tooltip
          isAnimationActive={false}
          cursor={cursor}
          wrapperStyle={overlay}
          filterNull={false}
          includeHidden
          content={tooltip}
        />
      </>
    );
  }, [clip, domain, from, known, measured, quantity, text, to, type]);
  const sentence =
    series.alphas.length === 0
      ? text.charts.empty[curve](alphas.length * experiment.runs)
      : text.charts.notThere(from);
  return (
    <figure className={styles.figure} data-curve={curve} data-side={view.side} data-term={view.term}>
      <figcaption className={styles.title}>
        <h3 title={text.curves[curve]}>
          <span className={styles.long}>{text.curves[curve]}</span>
          <span className={styles.short}>{text.shortCurves[curve]}</span>
        </h3>
        <span className={styles.quiet}>{text.charts.units[curve]}</span>
        {children}
      </figcaption>
      <div className={styles.plot}>
        <LiveMarks value={live}>
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
            {frame}
          </LineChart>
        </LiveMarks>
        {extent ? null : (
          <p className={styles.empty}>
            <span>{sentence}</span>
          </p>
        )}
      </div>
      <MeansTable curve={curve} series={series} view={view} quantity={quantity} from={from} to={to} />
    </figure>
  );

  function summary(): string {
    const ended = series.alphas.flatMap((one) => {
      const end = endOf(one, view.side, quantity, from, to);
      if (!end) return [];
      const { epoch, moments } = end;
      return [text.charts.describeEnd(one.alpha, valueText(quantity, moments.mean), epoch, moments.n)];
    });
    const teacher = known === undefined ? [] : [text.charts.describeTeacher(percent(known))];
    const what =
      ended.length > 0
        ? `${[...ended, ...teacher].join('; ')}. ${text.charts.describeKeys}`
        : text.charts.describeEmpty;
    return text.charts.describe(curve, view.side, what);
  }
});
