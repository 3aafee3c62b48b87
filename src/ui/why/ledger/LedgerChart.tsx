import { memo, type ReactNode, useId, useMemo } from 'react';
import {
  Line,
  LineChart,
  ReferenceLine,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  ZIndexLayer,
} from 'recharts';
import { CursorLine } from '../../results/charts/CursorLine.tsx';
import { EpochAxes } from '../../results/charts/EpochAxes.tsx';
import { spreadLabels } from '../../results/charts/rows.ts';
import { type Domain, logDomain, niceDomain } from '../../results/charts/scale.ts';
import { StageMarks, useStageRoom } from '../../results/charts/stageMarks.tsx';
import curves from '../../results/curves/curves.module.css';
import { tickText } from '../../results/format.ts';
import { useLateWords } from '../../text/late.ts';
import { scaledDash, useTypeScale } from '../../useTypeScale.ts';
import { LedgerDots, LedgerTooltip } from './LedgerCursor.tsx';
import styles from './ledger.module.css';
import { type ChartName, extentOf, type LedgerLine, rowsOf } from './lines.ts';
import { nameOf, valueText } from './wording.ts';

/** For the names at the lines' ends, px at ordinary type. */
const room = 92;

const halfTurn: Domain = { low: 0, high: 180, ticks: [0, 45, 90, 135, 180] };
const unmeasured: Domain = { low: 0, high: 1, ticks: [0, 0.5, 1] };

/** Everything that was measured so far is in a domain, so that it only grows while a student trains. */
function domainOf(chart: ChartName, lines: readonly LedgerLine[], logarithmic: boolean): Domain | undefined {
  const extent = extentOf(lines, logarithmic);
  if (!extent) return undefined;
  if (chart === 'angle') return halfTurn;
  return logarithmic ? logDomain(extent.low, extent.high) : niceDomain(0, extent.high);
}

/** One of the ledger's three quantities over epochs. */
export const LedgerChart = memo(function LedgerChart({
  chart,
  lines,
  logarithmic,
  epochs,
  empty,
  children,
}: {
  readonly chart: ChartName;
  readonly lines: readonly LedgerLine[];
  readonly logarithmic: boolean;
  /** Of the whole run. */
  readonly epochs: number;
  /** What stands in an empty plot. */
  readonly empty: string;
  /** The numbers. */
  readonly children: ReactNode;
}) {
  const text = useLateWords('ledger');
  const { type, line } = useTypeScale();
  const id = useId();
  const above = useStageRoom();
  const rows = useMemo(() => rowsOf(lines, logarithmic), [lines, logarithmic]);
  const measured = domainOf(chart, lines, logarithmic);
  const domain = measured ?? (chart === 'angle' ? halfTurn : unmeasured);
  const ends = lines.flatMap((one) => {
    const { points } = one;
    const last = points.at(-1);
    return last && (!logarithmic || last.value > 0) ? [{ line: one, ...last }] : [];
  });
  const { title, unit } = text.charts[chart];
  const summary = ends.map((end) =>
    text.end(nameOf(end.line, text), valueText(chart, text, end.value), end.epoch),
  );
  const tick = (value: number) => {
    if (chart === 'angle') return text.degrees(value);
    return measured ? tickText(value) : '';
  };
  return (
    <figure className={curves.figure} data-chart={chart}>
      <figcaption className={curves.title}>
        <h4>{title}</h4>
        <span className={curves.quiet}>{logarithmic ? text.charts.norms.unit : unit}</span>
      </figcaption>
      <div className={curves.plot}>
        <LineChart
          responsive
          className={curves.chart ?? ''}
          data={rows}
          margin={{ top: (8 + above) * type, right: room * type, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          role="img"
          tabIndex={0}
          aria-label={text.describe(chart, summary)}
        >
          <EpochAxes
            from={1}
            to={epochs}
            log={logarithmic && measured !== undefined}
            width={44}
            {...{ domain, tick }}
          />
          {chart === 'angle' ? (
            <ReferenceLine
              y={90}
              stroke="var(--line-control)"
              strokeWidth="var(--line-reference)"
              zIndex={90}
            />
          ) : null}
          {chart === 'angle' ? (
            // Under the lines: a name must not hide what was measured.
            <ZIndexLayer zIndex={95}>
              <AngleNames />
            </ZIndexLayer>
          ) : null}
          <ZIndexLayer zIndex={92}>
            <StageMarks from={1} to={epochs} room={room} />
          </ZIndexLayer>
          {lines.map(({ id, colour, dash, thin }) => (
            <Line
              key={id}
              dataKey={id}
              type="linear"
              stroke={colour}
              strokeWidth={thin ? 'var(--line-reference)' : 'var(--line-chart)'}
              strokeDasharray={dash === 'none' ? '' : scaledDash(dash, line)}
              dot={rows.length === 1 && { r: 2.5 * line, strokeWidth: 0, fill: colour }}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
          <ZIndexLayer zIndex={600}>
            <CursorLine chart={id} from={1} to={epochs} />
            <LedgerDots lines={lines} logarithmic={logarithmic} />
            <Ends
              ends={ends.map(({ line: one, ...end }) => ({ ...end, line: one, text: nameOf(one, text) }))}
            />
            <AxisName text={text.epoch} />
          </ZIndexLayer>
        </LineChart>
        <LedgerTooltip {...{ id, chart, lines, epochs }} />
        {measured ? null : (
          <p className={curves.empty}>
            <span>{empty}</span>
          </p>
        )}
      </div>
      {children}
    </figure>
  );
});

interface End {
  readonly line: LedgerLine;
  readonly text: string;
  readonly epoch: number;
  readonly value: number;
}

/** At ordinary type, px. */
const labelHeight = 14;

/** In the right margin each line's name at the height where it ends, moved only as far as others need. */
function Ends({ ends }: { readonly ends: readonly End[] }) {
  const plot = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const { type } = useTypeScale();
  if (!plot || !x || !y) return null;
  const placed = ends.flatMap((end) => {
    const [across, down] = [x(end.epoch), y(end.value)];
    return across === undefined || down === undefined ? [] : [{ ...end, across, down }];
  });
  const bottom = plot.y + plot.height;
  const heights = spreadLabels(
    placed.map(({ down }) => down),
    labelHeight * type,
    plot.y,
    bottom - 8 * type,
  );
  const edge = plot.x + plot.width;
  return placed.map(({ line, text, across, down }, i) => (
    <g key={line.id}>
      {across < edge - 1 ? <circle cx={across} cy={down} r={2.5} style={{ fill: line.colour }} /> : null}
      <path
        d={`M${edge + 2 * type},${down}L${edge + 9 * type},${heights[i] ?? down}`}
        className={curves.leader}
        style={{ stroke: line.colour }}
      />
      <text x={edge + 12 * type} y={heights[i] ?? down} dy="0.35em" className={curves.endLabel}>
        {text}
      </text>
    </g>
  ));
}

/** What the ends and the middle of the axis mean. */
function AngleNames() {
  const plot = usePlotArea();
  const y = useYAxisScale();
  const { angles } = useLateWords('ledger');
  const { type } = useTypeScale();
  if (!plot || !y) return null;
  const names = [
    { degrees: 180, text: angles.against, below: true },
    { degrees: 90, text: angles.none, below: false },
    { degrees: 0, text: angles.same, below: false },
  ];
  return names.map(({ degrees, text, below }) => (
    <text
      key={degrees}
      x={plot.x + 4 * type}
      y={y(degrees) ?? 0}
      dy={(below ? 14 : -5) * type}
      className={styles.name}
    >
      {text}
    </text>
  ));
}

/** Beside the numbers of the epoch axis. */
function AxisName({ text }: { readonly text: string }) {
  const plot = usePlotArea();
  const { type } = useTypeScale();
  if (!plot) return null;
  return (
    <text
      x={plot.x + plot.width + 18 * type}
      y={plot.y + plot.height + 16 * type}
      className={curves.axisName}
    >
      {text}
    </text>
  );
}
