import type { KeptSweep } from '../../state/runs/savedRuns.ts';
import { useWords } from '../text/useWords.ts';
import unseen from '../unseen.module.css';
import styles from './runs.module.css';
import { SweepLine } from './SweepLine.tsx';
import type { Source, SourceId } from './source.ts';

export interface SweepActions {
  readonly onA: (id: SourceId) => void;
  readonly onB: (id: SourceId) => void;
  readonly onDelete: (sweep: KeptSweep) => void;
}

interface Props extends SweepActions {
  readonly sources: readonly Source[];
  readonly a: SourceId | undefined;
  readonly b: SourceId | undefined;
  /** The sweep whose deletion was just taken back. */
  readonly restored: SourceId | undefined;
}

/** One row for each sweep: when, what from, with what, how many, what came out, on which machine. */
export function SweepTable({ sources, a, b, restored, ...actions }: Props) {
  const words = useWords('runs').list;
  const { columns } = words;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys.
    <section className={styles.scroll} aria-label={words.table} tabIndex={0}>
      <table className={styles.table}>
        <caption className={unseen.unseen}>{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={unseen.unseen}>{columns.compare}</span>
            </th>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.data}</th>
            <th scope="col">{columns.models}</th>
            <th scope="col">{columns.sweep}</th>
            <th scope="col">{columns.gain}</th>
            <th scope="col">{columns.machine}</th>
            <th scope="col">
              <span className={unseen.unseen}>{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SweepLine
              key={source.id}
              source={source}
              restored={source.id === restored}
              role={source.id === a ? 'A' : source.id === b ? 'B' : undefined}
              {...actions}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
