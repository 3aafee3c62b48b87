import type { Contrast } from '../../analysis/contrast.ts';
import type { Axis } from '../../spec/point.ts';
import { SeriesSample } from '../results/charts/SeriesSample.tsx';
import {
  decimals,
  figures,
  figuresSpread,
  gainText,
  percent,
  percentSpread,
  signedPoints,
} from '../results/format.ts';
import { seriesStyle } from '../seriesStyle.ts';
import { useWords } from '../text/useWords.ts';
import unseen from '../unseen.module.css';
import styles from './compare.module.css';
import type { ContrastRow } from './contrastRows.ts';

/** "+2.1 ± 0.8" in percentage points. */
function pointsText({ mean, standardError }: Contrast): string {
  const points = signedPoints(mean);
  return Number.isFinite(standardError) ? `${points} ± ${percent(standardError)}` : points;
}

/** "+0.12 ± 0.03". */
function signedFigures({ mean, standardError }: Contrast): string {
  const size = figures(Math.abs(mean));
  const sign = mean === 0 ? '' : mean < 0 ? '−' : '+';
  if (!Number.isFinite(standardError)) return `${sign}${size}`;
  const digits = size.includes('e') ? undefined : (size.split(/[.,]/)[1]?.length ?? 0);
  return `${sign}${size} ± ${digits === undefined ? figures(standardError) : decimals(standardError, digits)}`;
}

/** Accuracy, gain and logit difference of every point in both sweeps, and B − A with its standard error. */
export function CompareTable({
  rows,
  axes,
  paired,
}: {
  readonly rows: readonly ContrastRow[];
  /** Of both sweeps. */
  readonly axes: readonly Axis[];
  readonly paired: boolean;
}) {
  const text = useWords('results');
  const words = useWords('runs').compare;
  const groups = [text.table.accuracy, text.table.gain, text.table.difference];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys. */}
      <section className={styles.scroll} aria-label={words.table} tabIndex={0}>
        <table className={styles.table}>
          <caption className={unseen.unseen}>{words.table}</caption>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {text.table.alpha}
              </th>
              <th rowSpan={2} scope="col">
                {words.counts}
              </th>
              {groups.map((group) => (
                <th key={group} colSpan={3} scope="colgroup">
                  {group}
                </th>
              ))}
            </tr>
            <tr>
              {groups.flatMap((group) =>
                ['A', 'B', 'B − A'].map((name) => (
                  <th key={`${group} ${name}`} scope="col">
                    {name}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} axes={axes} groups={groups} none={text.none} />
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.note}>
        {paired ? words.paired : words.unpaired} {text.table.spreadNote}
      </p>
    </>
  );
}

function Row({
  row,
  axes,
  groups,
  none,
}: {
  readonly row: ContrastRow;
  readonly axes: readonly Axis[];
  readonly groups: readonly string[];
  readonly none: string;
}) {
  const words = useWords('runs').compare;
  const { point, a, b } = row;
  const style = seriesStyle(point, axes);
  const cells = [
    a ? percentSpread(a.accuracy) : none,
    b ? percentSpread(b.accuracy) : none,
    row.accuracy ? pointsText(row.accuracy) : none,
    a?.gain ? gainText(a.gain) : none,
    b?.gain ? gainText(b.gain) : none,
    row.gain ? pointsText(row.gain) : none,
    a ? figuresSpread(a.difference) : none,
    b ? figuresSpread(b.difference) : none,
    row.difference ? signedFigures(row.difference) : none,
  ];
  const counts = words.countsOf(a?.accuracy.n ?? 0, b?.accuracy.n ?? 0, row.accuracy?.pairs);
  return (
    <tr>
      <th scope="row">
        <SeriesSample style={style} /> {style.label}
      </th>
      <td data-label={words.counts}>{counts}</td>
      {cells.map((cell, i) => {
        const group = groups[Math.floor(i / 3)] ?? '';
        const name = ['A', 'B', 'B − A'][i % 3] ?? '';
        return (
          <td
            key={`${group} ${name}`}
            data-label={`${group}, ${name}`}
            data-contrast={i % 3 === 2 ? '' : undefined}
          >
            {cell}
          </td>
        );
      })}
    </tr>
  );
}
