import { use } from 'react';
import { seriesText } from '../../seriesStyle.ts';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { type Live, LiveMarks } from '../charts/liveMarks.tsx';
import { SeriesSample } from '../charts/SeriesSample.tsx';
import type { Smoothing } from '../charts/smoothing.ts';
import { type EpochRow, heightOver, rowsAtEpoch } from './atEpoch.ts';
import { useCursorAt } from './cursor.ts';
import styles from './curves.module.css';

interface Props {
  readonly chart: string;
  readonly smoothing: Smoothing;
}

/** The figures of every line at the epoch under the cursor: shown on all linked charts, read out on the one in use. */
export function CurveTooltip({ chart, smoothing }: Props) {
  const words = useWords('runs');
  const live = use(LiveMarks);
  const at = useCursorAt();
  const { from, to } = live?.sets[0]?.marks ?? { from: 1, to: 0 };
  const here = live && at && at.epoch >= from && at.epoch <= to ? at : undefined;
  const rows = live && here ? rowsAtEpoch(live, here.epoch, smoothing > 1, words.charts.interval) : [];
  const measured = live?.sets.some(({ series }) => series.points.length > 0);
  return (
    <>
      {live && here && measured ? <Box {...{ live, from, to, rows }} epoch={here.epoch} /> : null}
      <output className={unseen.unseen}>
        {here?.spoken && here.chart === chart ? <Spoken epoch={here.epoch} rows={rows} /> : null}
      </output>
    </>
  );
}

function Spoken({ epoch, rows }: { readonly epoch: number; readonly rows: readonly EpochRow[] }) {
  const text = useWords('results');
  const said = rows.flatMap(({ style, figures }) =>
    figures.flatMap((figure) =>
      figure ? [[style.label, figure.name, figure.text].filter(Boolean).join(' ')] : [],
    ),
  );
  return `${text.charts.tooltipEpoch(epoch)}: ${said.join('; ') || text.charts.tooltipEmpty}`;
}

interface BoxProps {
  readonly live: Live;
  readonly epoch: number;
  readonly rows: readonly EpochRow[];
  readonly from: number;
  readonly to: number;
}

function Box({ live, epoch, rows, from, to }: BoxProps) {
  const text = useWords('results');
  const words = useWords('runs');
  const error = live.sets.some(({ marks }) => marks.axis.error);
  const counts = new Set(rows.flatMap(({ figures }) => figures.flatMap((figure) => figure?.n ?? [])));
  /** Said once where all lines have it. */
  const [n] = counts.size === 1 ? counts : [];
  // In the half of the plot that the cursor is not in, above or below, whichever the lines leave freer there.
  const centre = (from + to) / 2;
  const right = epoch <= centre;
  const height = heightOver(live, right ? Math.ceil(centre) : from, right ? to : Math.floor(centre));
  const corner = `${height > live.middle ? 'bottom' : 'top'} ${right ? 'right' : 'left'}`;
  return (
    <div className={styles.tooltip} data-corner={corner} aria-hidden="true">
      <p>
        <strong>{text.charts.tooltipEpoch(epoch)}</strong>{' '}
        <span className={styles.quiet}>
          {[error ? words.charts.error : '', n === undefined ? '' : `n ${n}`].filter(Boolean).join(', ')}
        </span>
      </p>
      {rows.length === 0 ? <p>{text.charts.tooltipEmpty}</p> : null}
      <table>
        {live.sets.length > 1 ? (
          <thead>
            <tr>
              <td />
              {live.sets.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map(({ key, point, style, figures }) => (
            <tr key={key}>
              <th scope="row">
                <SeriesSample style={style} /> {seriesText(point)}
              </th>
              {figures.map((figure, i) => (
                <td key={live.sets[i]?.name ?? ''}>
                  {figure ? figure.text : text.none}
                  {figure && n === undefined && live.sets.length === 1 ? (
                    <span className={styles.quiet}> n {figure.n}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
