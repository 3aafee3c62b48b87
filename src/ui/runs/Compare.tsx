import { useMemo } from 'react';
import { arePaired, differencesOf, sameImages, sharedSeeds } from '../../analysis/differences.ts';
import { axesOf, joinedAxes } from '../../spec/point.ts';
import { useWords } from '../text/useWords.ts';
import { CompareCharts } from './CompareCharts.tsx';
import { CompareTable } from './CompareTable.tsx';
import styles from './compare.module.css';
import { contrastRows } from './contrastRows.ts';
import { Differences } from './Differences.tsx';
import { outcomeOf } from './outcome.ts';
import type { Source, SourceId } from './source.ts';
import { useRunsOf } from './useRunsOf.ts';
import { useSourceName } from './useSourceName.ts';

interface Props {
  readonly sources: readonly Source[];
  readonly a: Source;
  readonly b: Source;
  readonly onChoose: (a: SourceId, b: SourceId) => void;
}

/** Any two sweeps over each other: what came out, what differs, curves and figures. */
export function Compare({ sources, a, b, onChoose }: Props) {
  const words = useWords('runs').compare;
  const nameOf = useSourceName();
  const inA = useRunsOf(a);
  const inB = useRunsOf(b);
  const choice = (which: 'A' | 'B', chosen: Source, onPick: (id: SourceId) => void) => (
    <label className={styles.choice}>
      <strong>{which}</strong>
      <select
        aria-label={words.choose(which)}
        value={chosen.id}
        onChange={(event) => onPick(event.target.value)}
      >
        {sources.map((source) => (
          <option key={source.id} value={source.id}>
            {nameOf(source)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className={styles.compare} aria-label={words.title}>
      <div className={styles.head}>
        <h2>{words.title}</h2>
        <div className={styles.choices}>
          {choice('A', a, (id) => onChoose(id, b.id))}
          {choice('B', b, (id) => onChoose(a.id, id))}
          <button type="button" onClick={() => onChoose(b.id, a.id)}>
            {words.swap}
          </button>
        </div>
      </div>
      {inA && inB ? <Both a={inA} b={inB} /> : <p role="status">{words.reading}</p>}
    </section>
  );
}

function Both({ a, b }: { readonly a: NonNullable<ReturnType<typeof useRunsOf>>; readonly b: typeof a }) {
  const words = useWords('runs').compare;
  const found = useMemo(() => differencesOf(a, b), [a, b]);
  const paired = arePaired(found);
  const rows = useMemo(() => contrastRows(a.runs, b.runs, paired), [a.runs, b.runs, paired]);
  const same = sameImages(a, b);
  const outcome = useMemo(
    () => outcomeOf(rows, { a: a.about.validationImages, b: b.about.validationImages, same }),
    [rows, a, b, same],
  );
  return (
    <>
      <p className={styles.outcome} aria-live="polite">
        {a.id === b.id ? words.oneAndTheSame : words.outcome(outcome)}
      </p>
      <Differences found={found} imagesDiffer={!same} seedsInBoth={sharedSeeds(a, b)} />
      <CompareCharts a={a} b={b} />
      <CompareTable
        rows={rows}
        axes={joinedAxes([a, b].map(({ experiment }) => axesOf(experiment)))}
        paired={paired}
      />
    </>
  );
}
