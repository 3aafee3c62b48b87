import { useMemo } from 'react';
import type { PublishedRow, PublishedSweep } from '../../analysis/published/publishedSweep.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { alphaStyle } from '../alphaStyle.ts';
import { AlphaSample } from '../results/charts/SeriesSample.tsx';
import { figuresSpread, percent, percentSpread } from '../results/format.ts';
import { Segmented } from '../results/Segmented.tsx';
import { grouped } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import styles from './published.module.css';
import { ourRows, type PublishedKind, shortAlphas } from './publishedRows.ts';

const kinds: readonly PublishedKind[] = ['final', 'pooled'];
const chosenKind = viewState<PublishedKind>('final');

interface Props {
  readonly sweep: PublishedSweep;
  /** Ours; those that have not finished are left out. */
  readonly runs: readonly RunRecord[];
  /** Of our teacher, 0 … 1. */
  readonly teacherAccuracy: number | undefined;
  /** How many our accuracies were measured on. */
  readonly validationImages: number | undefined;
}

/** Our table and the published one, side by side: final epochs over runs, or everything pooled as it was printed. */
export function PublishedTable({ sweep, runs, teacherAccuracy, validationImages }: Props) {
  const [kind, setKind] = useViewState(chosenKind);
  const words = useWords('published');
  const { gap } = useWords('flow');
  const text = words.table;
  const ours = useMemo(() => ourRows(runs, kind), [runs, kind]);
  const notes =
    kind === 'final'
      ? [
          text.final,
          ...shortAlphas(sweep).map(({ alpha, complete, saved }) => text.short(alpha, complete, saved)),
          text.runsMade,
        ]
      : [
          text.pooled,
          text.printed,
          ...sweep.pooled.filter(({ n }) => n === undefined).map(({ alpha }) => text.notReproduced(alpha)),
        ];
  return (
    <section className={styles.published} aria-label={text.title}>
      <div className={styles.bar}>
        <h3>{text.title}</h3>
        <Segmented
          label={text.which}
          options={kinds.map((name) => ({ name, text: text.kinds[name] }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <div className={styles.pair}>
        <Side
          name={text.ours}
          kind={kind}
          rows={ours}
          teacherAccuracy={teacherAccuracy}
          images={validationImages}
        />
        <Side
          name={text.theirs}
          kind={kind}
          rows={kind === 'final' ? sweep.final : sweep.pooled}
          teacherAccuracy={sweep.teacherAccuracy}
          images={sweep.validationImages}
        />
      </div>
      <p className={styles.notes}>{[...notes, words.lastBatch, text.loss].join(gap)}</p>
      <p className={styles.notes}>
        {text.source}{' '}
        <a href={sweep.source.repository} target="_blank" rel="noreferrer">
          {sweep.title}
        </a>
        , {kind === 'final' ? sweep.source.histories : sweep.source.printed}
      </p>
    </section>
  );
}

function Side({
  name,
  kind,
  rows,
  teacherAccuracy,
  images,
}: {
  readonly name: string;
  readonly kind: PublishedKind;
  readonly rows: readonly PublishedRow[];
  readonly teacherAccuracy: number | undefined;
  readonly images: number | undefined;
}) {
  const text = useWords('published').table;
  const { table: heads } = useWords('results');
  if (rows.length === 0) {
    return (
      <div className={styles.side}>
        <strong>{name}</strong>
        <p>{text.none}</p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys.
    <section className={styles.side} aria-label={name} tabIndex={0}>
      <table>
        <caption>
          <strong>{name}</strong>
          {teacherAccuracy === undefined || Number.isNaN(teacherAccuracy) ? null : (
            <span>{text.teacher(percent(teacherAccuracy), images)}</span>
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{heads.alpha}</th>
            <th scope="col">{kind === 'final' ? text.n : text.epochs}</th>
            <th scope="col">{heads.accuracy}</th>
            <th scope="col">{heads.difference}</th>
            <th scope="col">{heads.loss}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ alpha, n, accuracy, difference, loss }) => (
            <tr key={alpha}>
              <th scope="row">
                <AlphaSample alpha={alpha} /> {alphaStyle(alpha).label}
              </th>
              <td>{n === undefined ? text.unknown : grouped(n)}</td>
              <td>{percentSpread(accuracy)}</td>
              <td>{figuresSpread(difference)}</td>
              <td>{figuresSpread(loss)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
