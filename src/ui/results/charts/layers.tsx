/**
 * What a chart shows of its data, drawn on Recharts' scales: mean lines, bands over runs, every run of a point as one
 * path (hundreds of runs would otherwise be hundreds of components), and a label at each line's end. Recharts' own Line
 * measures its path for an animation that is off, which forces a layout at every epoch; a plain path does not.
 */
import { Fragment } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { PointKey } from '../../../protocol/runId.ts';
import type { Point } from '../../../spec/point.ts';
import type { Marker } from '../../seriesStyle.ts';
import { scaledDash, useTypeScale } from '../../useTypeScale.ts';
import { useCursorEpoch } from '../curves/cursor.ts';
import styles from '../curves/curves.module.css';
import { markerPath } from './markerPath.ts';
import { type BandPoint, type RunPoint, spreadLabels } from './rows.ts';

const digits = (pixels: number) => Math.round(pixels * 10) / 10;

function useScales() {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return undefined;
  return (epoch: number, value: number) => {
    const across = x(epoch);
    const down = y(value);
    return across === undefined || down === undefined ? undefined : ([digits(across), digits(down)] as const);
  };
}

type Place = NonNullable<ReturnType<typeof useScales>>;

/** A value that is NaN has no place on the axis: the line breaks there. */
function polyline(place: Place, points: readonly RunPoint[]): string {
  let command = 'M';
  let path = '';
  for (const { epoch, value } of points) {
    const at = Number.isNaN(value) ? undefined : place(epoch, value);
    if (at) path += `${command}${at[0]},${at[1]}`;
    command = at ? 'L' : 'M';
  }
  return path;
}

/** Marks on a line: at most six, evenly spaced over its points. */
function markersAlong(place: Place, points: readonly RunPoint[], marker: Marker, r: number): string {
  const placed = points.filter(({ value }) => !Number.isNaN(value));
  const every = Math.max(1, Math.ceil(placed.length / 6));
  return placed
    .filter((_, i) => i % every === every >> 1)
    .map(({ epoch, value }) => place(epoch, value))
    .filter((at) => at !== undefined)
    .map(([x, y]) => markerPath(marker, x, y, r))
    .join('');
}

export interface Band {
  readonly key: PointKey;
  readonly colour: string;
  readonly stretches: readonly (readonly BandPoint[])[];
}

export function Bands({ bands, clip }: { readonly bands: readonly Band[]; readonly clip: string }) {
  const place = useScales();
  if (!place) return null;
  return (
    <g clipPath={`url(#${clip})`}>
      {bands.map(({ key, colour, stretches }) => {
        const path = stretches
          .map((stretch) => {
            const above = stretch.map(({ epoch, high }) => ({ epoch, value: high }));
            const below = stretch.map(({ epoch, low }) => ({ epoch, value: low })).reverse();
            return `${polyline(place, above)}${polyline(place, below).replace('M', 'L')}Z`;
          })
          .join('');
        return <path key={key} d={path} className={styles.band} style={{ fill: colour, stroke: colour }} />;
      })}
    </g>
  );
}

export interface MeanLine {
  readonly key: PointKey;
  readonly point: Point;
  readonly colour: string;
  readonly dash: string;
  readonly marker: Marker | undefined;
  readonly points: readonly RunPoint[];
}

export function MeanLines({ lines, clip }: { readonly lines: readonly MeanLine[]; readonly clip: string }) {
  const place = useScales();
  const { line } = useTypeScale();
  if (!place) return null;
  return (
    <g clipPath={`url(#${clip})`}>
      {lines.map(({ key, colour, dash, marker, points }) => (
        <Fragment key={key}>
          <path
            d={polyline(place, points)}
            className={styles.line}
            style={{ stroke: colour, strokeDasharray: scaledDash(dash, line) }}
          />
          {marker ? (
            <path
              d={markersAlong(place, points, marker, 3.5 * line)}
              className={styles.line}
              style={{ stroke: colour, fill: 'var(--paper)' }}
            />
          ) : null}
        </Fragment>
      ))}
    </g>
  );
}

/** Hollow dots are of the second of two sweeps. */
const dotStyle = (colour: string, hollow = false) =>
  hollow ? { fill: 'var(--paper)', stroke: colour } : { fill: colour };

/** A dot on every line at the epoch under the cursor, on all charts that share it. */
export function CursorDots({
  lines,
  hollow,
}: {
  readonly lines: readonly MeanLine[];
  readonly hollow?: boolean;
}) {
  const place = useScales();
  const epoch = useCursorEpoch();
  const { line } = useTypeScale();
  if (!place || epoch === undefined) return null;
  return lines.map(({ key, colour, points }) => {
    const point = points.find((one) => one.epoch === epoch);
    const at = point && !Number.isNaN(point.value) ? place(point.epoch, point.value) : undefined;
    return at ? (
      <circle
        key={key}
        cx={at[0]}
        cy={at[1]}
        r={3.5 * line}
        className={styles.dot}
        style={dotStyle(colour, hollow)}
      />
    ) : null;
  });
}

export interface RunLines {
  readonly key: PointKey;
  readonly colour: string;
  readonly lines: readonly (readonly RunPoint[])[];
  /** Where runs that failed were last measured. */
  readonly failures: readonly RunPoint[];
}

export function EachRun({ groups, clip }: { readonly groups: readonly RunLines[]; readonly clip: string }) {
  const place = useScales();
  const { type } = useTypeScale();
  const arm = 3.5 * type;
  if (!place) return null;
  return (
    <g clipPath={`url(#${clip})`}>
      {groups.map(({ key, colour, lines, failures }) => {
        const crosses = failures
          .map(({ epoch, value }) => place(epoch, value))
          .filter((at) => at !== undefined)
          .map(
            ([x, y]) => `M${x - arm},${y - arm}l${2 * arm},${2 * arm}m0,${-2 * arm}l${-2 * arm},${2 * arm}`,
          )
          .join('');
        return (
          <g key={key} style={{ stroke: colour }} fill="none">
            <path
              d={lines.map((line) => polyline(place, line)).join('')}
              className={styles.run}
              data-many={lines.length > 8 ? '' : undefined}
            />
            <path d={crosses} className={styles.failure} />
          </g>
        );
      })}
    </g>
  );
}

export interface LineEnd {
  readonly colour: string;
  readonly text: string;
  readonly epoch: number;
  readonly value: number;
  readonly hollow?: boolean;
}

/** At ordinary type, px. */
const labelHeight = 14;

/** A dot where each line ends, and in the right margin its name at that height, moved only as far as others need. */
export function LineEnds({ ends }: { readonly ends: readonly LineEnd[] }) {
  const place = useScales();
  const plot = usePlotArea();
  const { type, line } = useTypeScale();
  if (!place || !plot) return null;
  const placed = ends.flatMap((end) => {
    const at = place(end.epoch, end.value);
    return at ? [{ ...end, x: at[0], y: Math.min(plot.y + plot.height, Math.max(plot.y, at[1])) }] : [];
  });
  const heights = spreadLabels(
    placed.map((end) => end.y),
    labelHeight * type,
    plot.y,
    plot.y + plot.height - 8 * type,
  );
  const edge = plot.x + plot.width;
  return (
    <g>
      {placed.map((end, i) => (
        <g key={end.text}>
          <circle
            cx={end.x}
            cy={end.y}
            r={2.5 * line}
            className={styles.dot}
            style={dotStyle(end.colour, end.hollow)}
          />
          <path
            d={`M${edge + 2 * type},${end.y}L${edge + 9 * type},${heights[i] ?? end.y}`}
            className={styles.leader}
            style={{ stroke: end.colour }}
          />
          <text x={edge + 12 * type} y={heights[i] ?? end.y} dy="0.35em" className={styles.endLabel}>
            {end.text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The plot's rectangle as a clip path, and the name of the epoch axis in the margin beside its numbers. */
export function PlotFrame({ clip, axisName }: { readonly clip: string; readonly axisName: string }) {
  const plot = usePlotArea();
  const { type } = useTypeScale();
  if (!plot) return null;
  return (
    <>
      <defs>
        <clipPath id={clip}>
          <rect x={plot.x} y={plot.y} width={plot.width} height={plot.height} />
        </clipPath>
      </defs>
      <text
        x={plot.x + plot.width + 18 * type}
        y={plot.y + plot.height + 16 * type}
        className={styles.axisName}
      >
        {axisName}
      </text>
    </>
  );
}

/** The teacher's accuracy: its name and number on its line, at the left, where students have not arrived yet. */
export function TeacherLabel({
  value,
  text,
  under = false,
}: {
  readonly value: number;
  readonly text: string;
  /** The lower of two: its name stands under its line. */
  readonly under?: boolean;
}) {
  const plot = usePlotArea();
  const y = useYAxisScale()?.(value);
  const { type } = useTypeScale();
  if (!plot || y === undefined) return null;
  const above = !under && y - plot.y > 16 * type;
  return (
    <text x={plot.x + 4} y={y} dy={(above ? -5 : 14) * type} className={styles.teacherLabel}>
      {text}
    </text>
  );
}
