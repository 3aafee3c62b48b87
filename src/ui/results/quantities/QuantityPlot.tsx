import { useId } from 'react';
import {
  CartesianGrid,
  LineChart,
  ReferenceLine,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import type { SeriesStyle } from '../../seriesStyle.ts';
import { useTypeScale } from '../../useTypeScale.ts';
import { type LineEnd, LineEnds, MeanLines, PlotFrame, TeacherLabel } from '../charts/layers.tsx';
import { markerPath } from '../charts/markerPath.ts';
import curves from '../curves/curves.module.css';
import type { DrawnAxis } from './axes.ts';
import styles from './quantities.module.css';
import type { Place, QuantityLine } from './quantityLines.ts';

export interface StyledLine extends QuantityLine {
  readonly style: SeriesStyle;
  /** In the margin; undefined where one line needs no name. */
  readonly name: string | undefined;
}

/** The teacher's: of both axes, or of the vertical one alone. */
export interface TeacherMark {
  readonly x: number | undefined;
  readonly y: number;
  readonly text: string;
}

interface Props {
  readonly lines: readonly StyledLine[];
  readonly x: DrawnAxis;
  readonly y: DrawnAxis;
  readonly xName: string;
  readonly teacher: TeacherMark | undefined;
  /** Whether places are told apart by their stage's number. */
  readonly numbered: boolean;
  readonly label: string;
}

/** More places than this are a curve. */
const mostDots = 24;
/** Beside the plot, px at ordinary type: for the names of lines, or for the axis's alone. */
const room = { named: 96, bare: 48 };

/** Lines of places with their deviations both ways, on axes of any quantities. */
export function QuantityPlot({ lines, x, y, xName, teacher, numbered, label }: Props) {
  const { type } = useTypeScale();
  const clip = `${useId()}-clip`;
  const ends = lines.flatMap(({ places, style, name }): LineEnd[] => {
    const last = places.at(-1);
    if (!last || name === undefined) return [];
    return [{ colour: style.colour, text: name, epoch: last.x.mean, value: last.y.mean }];
  });
  return (
    <LineChart
      responsive
      className={curves.chart ?? ''}
      data={noRows}
      margin={{ top: 8 * type, right: (ends.length > 0 ? room.named : room.bare) * type, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      role="img"
      aria-label={label}
    >
      <CartesianGrid stroke="var(--line)" />
      <XAxis
        dataKey="x"
        type="number"
        scale={x.log ? 'log' : 'linear'}
        domain={[x.low, x.high]}
        ticks={[...x.ticks]}
        interval="equidistantPreserveStart"
        height={24 * type}
        tickLine={false}
        tickMargin={4 * type}
        tickFormatter={x.tick}
        stroke="var(--line-control)"
        allowDataOverflow
      />
      <YAxis
        type="number"
        scale={y.log ? 'log' : 'linear'}
        domain={[y.low, y.high]}
        ticks={[...y.ticks]}
        interval={0}
        width={60 * type}
        tickLine={false}
        axisLine={false}
        tickMargin={4 * type}
        tickFormatter={y.tick}
        allowDataOverflow
      />
      <PlotFrame clip={clip} axisName={xName} />
      {teacher && teacher.x === undefined ? (
        <ReferenceLine
          y={teacher.y}
          stroke="var(--teacher)"
          strokeWidth="var(--line-reference)"
          zIndex={90}
        />
      ) : null}
      <ZIndexLayer zIndex={600}>
        <Whiskers lines={lines} />
        <MeanLines
          clip={clip}
          lines={lines.map(({ key, common, style, places }) => ({
            ...{ key, point: common, colour: style.colour, dash: style.dash, marker: undefined },
            points: places.map((place) => ({ epoch: place.x.mean, value: place.y.mean })),
          }))}
        />
        <Dots lines={lines} numbered={numbered} />
        {teacher && teacher.x === undefined ? <TeacherLabel value={teacher.y} text={teacher.text} /> : null}
        {teacher?.x === undefined ? null : <TeacherDot x={teacher.x} y={teacher.y} text={teacher.text} />}
        <LineEnds ends={ends} />
      </ZIndexLayer>
    </LineChart>
  );
}

const noRows: readonly never[] = [];

function usePlace() {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  if (!x || !y) return undefined;
  return (across: number, up: number) => {
    const [left, top] = [x(across), y(up)];
    return left === undefined || top === undefined ? undefined : ([left, top] as const);
  };
}

/** ± one sample deviation, where several runs have one. */
function Whiskers({ lines }: { readonly lines: readonly StyledLine[] }) {
  const place = usePlace();
  if (!place) return null;
  const from = (a: Place, dx: number, dy: number) => {
    const [one, other] = [place(a.x.mean - dx, a.y.mean - dy), place(a.x.mean + dx, a.y.mean + dy)];
    return one && other ? `M${one.join()}L${other.join()}` : '';
  };
  return lines.map(({ key, style, places }) => (
    <path
      key={key}
      className={styles.whisker}
      style={{ stroke: style.colour }}
      d={places
        .map((a) => (a.y.std > 0 ? from(a, 0, a.y.std) : '') + (a.x.std > 0 ? from(a, a.x.std, 0) : ''))
        .join('')}
    />
  ));
}

function Dots({ lines, numbered }: { readonly lines: readonly StyledLine[]; readonly numbered: boolean }) {
  const place = usePlace();
  const { type, line } = useTypeScale();
  if (!place) return null;
  return lines.flatMap(({ key, style, places }, i) =>
    places.length > mostDots
      ? []
      : places.map((one) => {
          const at = place(one.x.mean, one.y.mean);
          if (!at) return null;
          const [x, y] = at;
          return (
            <g key={`${key} ${one.x.mean} ${one.stage}`}>
              <path
                d={markerPath(style.marker ?? 'circle', x, y, 4 * line)}
                className={styles.dot}
                style={{ fill: style.colour, stroke: style.colour }}
              />
              {numbered && one.stage !== undefined ? (
                <text x={x + 6 * type} y={y + (i % 2 === 0 ? -6 : 16) * type} className={styles.number}>
                  {one.stage + 1}
                </text>
              ) : null}
            </g>
          );
        }),
  );
}

function TeacherDot({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  const place = usePlace();
  const plot = usePlotArea();
  const { type, line } = useTypeScale();
  const at = place?.(x, y);
  if (!at || !plot) return null;
  const isLate = at[0] > plot.x + plot.width / 2;
  return (
    <g>
      <path d={markerPath('diamond', ...at, 6 * line)} className={styles.teacher} />
      <text
        x={at[0] + (isLate ? -9 : 9) * type}
        y={at[1] + 4 * type}
        textAnchor={isLate ? 'end' : 'start'}
        className={curves.teacherLabel}
      >
        {text}
      </text>
    </g>
  );
}
