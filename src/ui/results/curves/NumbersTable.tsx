import { memo, useState } from 'react';
import { useWords } from '../../text/useWords.ts';
import styles from './curves.module.css';

/** Epochs that stand in the table at a time: a thousand rows would hold the page up. */
const epochsPerPage = 100;

interface Props {
  readonly summary: string;
  /** Names the region that scrolls. */
  readonly label: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly from: number;
  readonly to: number;
  /** The texts of one epoch, one for each column. */
  readonly cells: (epoch: number) => readonly string[];
  readonly onCsv: () => void;
}

/** The numbers that a chart draws, for whoever reads rather than looks; made only while it is open. */
export function NumbersTable(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.numbers}
      data-control="numbers"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{props.summary}</summary>
      {open ? <Opened {...props} /> : null}
    </details>
  );
}

function Opened({ label, caption, columns, from, to, cells, onCsv }: Props) {
  const text = useWords('results');
  const words = useWords('runs');
  const [chosen, setChosen] = useState(0);
  const count = Math.max(0, to - from + 1);
  const pages = Math.ceil(count / epochsPerPage);
  const page = Math.min(chosen, Math.max(0, pages - 1));
  const first = from + page * epochsPerPage;
  const epochs = Array.from({ length: Math.min(epochsPerPage, to - first + 1) }, (_, i) => first + i);
  return (
    <>
      <div className={styles.numbersBar}>
        <button type="button" onClick={onCsv}>
          {text.charts.numbersCsv}
        </button>
        {pages > 1 ? (
          <select
            aria-label={words.charts.page}
            value={page}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {Array.from({ length: pages }, (_, i) => from + i * epochsPerPage).map((start, i) => (
              <option key={start} value={i}>
                {words.charts.pageOf(start, Math.min(to, start + epochsPerPage - 1))}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys. */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.charts.epoch}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {epochs.map((epoch) => (
              <Row key={epoch} epoch={epoch} line={cells(epoch).join('\t')} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Drawn again only where its text is another. */
const Row = memo(function Row({ epoch, line }: { readonly epoch: number; readonly line: string }) {
  return (
    <tr>
      <th scope="row">{epoch}</th>
      {line.split('\t').map((cell, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place.
        <td key={i}>{cell}</td>
      ))}
    </tr>
  );
});
